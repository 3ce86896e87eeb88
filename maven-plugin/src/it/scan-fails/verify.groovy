String log = new File(basedir, "build.log").text
assert log.contains('MojoFailureException')
assert log.contains('Manometer found 2 violations:')
assert log =~ /  com\.acme\.Orders\.<init>\(Orders\.java:7\): .* \[unbounded-queue\]/
assert log =~ /  com\.acme\.Mails\.<init>\(Mails\.java:8\): .* \[unbounded-queue\]/
assert log =~ /\[WARNING\] com\.acme\.Mails\.<init>\(Mails\.java:9\): .* \[unbounded-threads\]/
assert log.contains('[INFO] not known: com.acme.Mails.<init>(Mails.java:10): ')
assert log.contains('[INFO] scanned 2 classes')
assert log.contains('The report, with what to change: target/manometer/scan.txt')
assert log.contains('site = "com.acme.Orders.<init>"')
assert log.contains('  mvn verify -Dmanometer.haltOnFailure=false io.manometer:manometer-maven-plugin:')
assert new File(basedir, 'target/manometer/scan.txt').text.contains('FAILED: 2 findings')
assert new File(basedir, 'target/manometer/scan.sarif').text.contains('src/main/java/com/acme/Orders.java')
