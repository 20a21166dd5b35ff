package kz.bilik.web;

import kz.bilik.support.ProcedureTest;

@ProcedureTest
class SentTwiceH2Test extends SentAgain {}
