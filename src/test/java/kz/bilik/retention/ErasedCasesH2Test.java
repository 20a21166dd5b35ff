package kz.bilik.retention;

import kz.bilik.support.ProcedureTest;

@ProcedureTest
class ErasedCasesH2Test extends ErasedCases {}
