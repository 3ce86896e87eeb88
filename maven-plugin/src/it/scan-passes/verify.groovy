String log = new File(basedir, "build.log").text
String first = log.substring(0, log.indexOf('BUILD SUCCESS'))
String second = log.substring(log.indexOf('BUILD SUCCESS') + 1)
assert first.contains('The build goes on, as manometer.haltOnFailure is false')
assert first.contains('The baseline is in manometer-baseline.txt')
assert second.contains("Manometer's scan found nothing that fails, 1 allowed, 1 annotated, 1 known, report target/manometer/scan.txt")
assert second.contains('Manometer found nothing that fails: ')
assert !second.contains('match nothing any more')
assert new File(basedir, 'manometer-baseline.txt').readLines().findAll { !it.startsWith('#') } ==
        ['unbounded-queue\tcom.acme.Orders.<init>\tjava.util.concurrent.LinkedBlockingQueue\t1']
assert new File(basedir, 'target/manometer/scan.sarif').text.contains('a shop has a few bills a day')
