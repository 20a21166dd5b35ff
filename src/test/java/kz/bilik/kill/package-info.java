/** The kill test, which is no everyday test: {@code mvn -Pkill verify}; only its audit is tried every day. */
package kz.bilik.kill;
