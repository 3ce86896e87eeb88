String log = new File(basedir, "build.log").text
assert log.contains('com.acme.Orders.<init>(Orders.java:7): ')
assert log.contains('The build goes on, as manometer.haltOnFailure is false')
assert log.contains('[unbounded-queue]')
