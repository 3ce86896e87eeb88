String log = new File(basedir, "build.log").text
assert new File(basedir, 'target/manometer/surefire').list().count { it.endsWith('.jfr') } == 2
assert log.contains('manometerArgLine set to -javaagent:')
assert log.contains('Manometer found 2 violations:')
assert log.contains('com.acme.Orders.<init>(Orders.java:7): ')
assert log.contains('com.acme.Bills.<init>(Bills.java:7): ')
