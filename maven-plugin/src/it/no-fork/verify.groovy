String log = new File(basedir, "build.log").text
assert log.contains('own JVM (forkCount 0)')
assert log.contains('<forkCount>1</forkCount>')
