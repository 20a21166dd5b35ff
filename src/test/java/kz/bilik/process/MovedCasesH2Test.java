package kz.bilik.process;

import kz.bilik.support.ProcedureTest;

@ProcedureTest
class MovedCasesH2Test extends MovedCases {}
