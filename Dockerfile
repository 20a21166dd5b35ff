# Two stages: Maven builds, a plain JRE runs as nobody in particular.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /bilik
COPY pom.xml .
RUN mvn -B -ntp -q dependency:go-offline
COPY processes processes
COPY forms forms
COPY texts texts
COPY src src
# In layers, so that an upgrade of ours does not carry the libraries along again.
RUN mvn -B -ntp -q package -Dmaven.test.skip=true -Dspotless.check.skip \
 && java -Djarmode=tools -jar target/bilik.jar extract --layers --destination target/image

FROM eclipse-temurin:17-jre
# Names of files may hold any letter. The folder belongs to the user, and a volume that is mounted there as well.
ENV LC_ALL=C.UTF-8
RUN useradd --system --uid 10001 --create-home bilik && mkdir /home/bilik/data && chown bilik /home/bilik/data
USER 10001
WORKDIR /home/bilik
COPY --from=build /bilik/target/image/dependencies/ ./
COPY --from=build /bilik/target/image/spring-boot-loader/ ./
COPY --from=build /bilik/target/image/snapshot-dependencies/ ./
COPY --from=build /bilik/target/image/application/ ./
EXPOSE 8080
# Ready is who can work on cases. A JRE has no curl.
HEALTHCHECK --interval=20s --timeout=10s --start-period=3m --retries=3 \
  CMD ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-cp", "bilik.jar", "kz.bilik.HealthCheck"]
# A share of what the container may use; without memory it ends, and is started again, instead of going on in part.
ENTRYPOINT ["java", "-Duser.timezone=Asia/Almaty", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "bilik.jar"]
