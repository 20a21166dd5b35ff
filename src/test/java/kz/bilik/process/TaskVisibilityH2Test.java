package kz.bilik.process;

import kz.bilik.support.ProcedureTest;

@ProcedureTest
class TaskVisibilityH2Test extends TaskVisibility {}
