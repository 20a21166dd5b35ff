package kz.bilik.process;

import kz.bilik.support.ProcedureOnPostgres;

@ProcedureOnPostgres
class MovedCasesPostgresTest extends MovedCases {}
