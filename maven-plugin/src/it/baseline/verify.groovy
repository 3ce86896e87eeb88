String log = new File(basedir, "build.log").text
assert log.contains('The baseline is in manometer-baseline.txt')
assert log.contains('1 known')
assert new File(basedir, 'manometer-baseline.txt').text.contains('com.acme.Orders.<init>')
