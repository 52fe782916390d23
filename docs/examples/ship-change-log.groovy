// The freestyle twin of ship-change-log.Jenkinsfile, as a Job DSL script. Give the job your repository with scm { … } and
// your own build steps before these.
freeStyleJob('ship-change-log-freestyle') {
    description('A release ships: records in Aha! what shipped, and to whom')
    parameters {
        stringParam('PRODUCT', 'PRJ1', 'Key of the product in Aha!')
        stringParam('RELEASE', 'PRJ1-R-1', 'The release that ships')
        stringParam('VERSION', '2.1.0', 'What was deployed')
    }
    steps {
        // Each is linked to the customers whose field waits_for names it. What the change log names and Aha! does not know is
        // logged and skipped.
        ahaLinkRecordsBuilder {
            target('$RELEASE')
            withFeatures(true)
            changeLog {
                products('$PRODUCT')
                since('lastSuccess')
            }
            field('customers')
            records('')
            product('$PRODUCT')
            table('customers')
            waitingField('waits_for')
            ifMissing('ignore')
        }
        ahaCreateRecordBuilder {
            product('$PRODUCT')
            table('deployments')
            uniqueBy('name')
            fields {
                ahaField {
                    name('name')
                    value('$RELEASE $VERSION')
                }
                ahaField {
                    name('version')
                    value('$VERSION')
                }
                ahaField {
                    name('environment')
                    value('production')
                }
            }
        }
    }
}
