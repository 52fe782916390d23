// As found in Jenkinsfiles, outside of which it even runs faster: no CPS transformation, no sandbox.
import groovy.json.JsonSlurper

def records = []
def page = 1
while (true) {
    def connection = new URL("${url}/api/v1/products/PRJ1/custom_objects/customers/records?page=${page}&per_page=200").openConnection()
    connection.setRequestProperty('Authorization', "Bearer ${token}")
    connection.setRequestProperty('Accept', 'application/json')
    if (connection.responseCode == 429) {
        sleep 1000
        continue
    }
    def answer = new JsonSlurper().parseText(connection.inputStream.text)
    records.addAll(answer.custom_object_records)
    if (page >= answer.pagination.total_pages) {
        break
    }
    page++
}
return records.size()
