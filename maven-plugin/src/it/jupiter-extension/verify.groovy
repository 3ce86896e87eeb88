String log = new File(basedir, "build.log").text
List<String> builds = log.split('BUILD FAILURE').toList()
assert builds.size() == 3
builds.take(2).each { build ->
    assert build.contains('The tests of com.acme.OrdersTest created a buffer without a limit')
    assert build.contains('LinkedBlockingQueue at com.acme.Orders.<init>(Orders.java:7), by thread main')
    assert build.contains('site = "com.acme.Orders.<init>"')
    // The class fails; its test, and those whose buffers are allowed by manometer.toml or in the code, don't.
    assert build.contains('Tests run: 3, Failures: 1, Errors: 0, Skipped: 0') ||
            build.contains('Tests run: 4, Failures: 1, Errors: 0, Skipped: 0')
    assert !build.contains('The tests of com.acme.MailsTest')
    assert !build.contains('The tests of com.acme.BillsTest')
}
// The second build was one with JUnit 6.
assert new File(basedir, 'target/surefire-reports/TEST-com.acme.MailsTest.xml').text.contains('junit-jupiter-api-6.1.3')
