# Two stages: Maven builds, a plain JRE runs as nobody in particular.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /bilik
COPY pom.xml .
RUN mvn -B -ntp -q dependency:go-offline
COPY processes processes
COPY forms forms
COPY texts texts
COPY src src
RUN mvn -B -ntp -q package -DskipTests -Dspotless.check.skip

FROM eclipse-temurin:17-jre
RUN useradd --system --create-home bilik
USER bilik
WORKDIR /home/bilik
COPY --from=build /bilik/target/bilik.jar bilik.jar
EXPOSE 8080
ENTRYPOINT ["java", "-Duser.timezone=Asia/Almaty", "-jar", "bilik.jar"]
