from forum.refusals import first_refusal


def test_of_two_faults_the_first_is_told():
    assert first_refusal(((False, "late"), (True, "empty"), (True, "long"))) == "empty"


def test_without_a_fault_there_is_nothing_to_tell():
    assert first_refusal(((False, "late"), (False, "empty"))) is None
