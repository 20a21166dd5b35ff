package kz.bilik.process.rights;

import kz.bilik.support.ProcedureOnPostgres;

@ProcedureOnPostgres
class WhoLeavesPostgresTest extends WhoLeaves {}
