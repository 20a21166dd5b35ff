package kz.bilik.process;

import kz.bilik.support.ProcedureTest;

@ProcedureTest
class TurnOfTheYearH2Test extends TurnOfTheYear {}
