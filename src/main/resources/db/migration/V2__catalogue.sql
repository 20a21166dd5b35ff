-- Module catalogue: what an applicant chooses from, and who acts where (cl. 3.1). "Almaty" is the name of two regions: the key is the code.

create table region (
    code    varchar(5) primary key,
    name_kk varchar(200) not null,
    name_ru varchar(200) not null,
    name_en varchar(200) not null
);

insert into region (code, name_kk, name_ru, name_en) values
    ('KZ-10', 'Абай облысы', 'область Абай', 'Abai Region'),
    ('KZ-11', 'Ақмола облысы', 'Акмолинская область', 'Akmola Region'),
    ('KZ-15', 'Ақтөбе облысы', 'Актюбинская область', 'Aktobe Region'),
    ('KZ-19', 'Алматы облысы', 'Алматинская область', 'Almaty Region'),
    ('KZ-23', 'Атырау облысы', 'Атырауская область', 'Atyrau Region'),
    ('KZ-27', 'Батыс Қазақстан облысы', 'Западно-Казахстанская область', 'West Kazakhstan Region'),
    ('KZ-31', 'Жамбыл облысы', 'Жамбылская область', 'Zhambyl Region'),
    ('KZ-33', 'Жетісу облысы', 'область Жетісу', 'Jetisu Region'),
    ('KZ-35', 'Қарағанды облысы', 'Карагандинская область', 'Karaganda Region'),
    ('KZ-39', 'Қостанай облысы', 'Костанайская область', 'Kostanay Region'),
    ('KZ-43', 'Қызылорда облысы', 'Кызылординская область', 'Kyzylorda Region'),
    ('KZ-47', 'Маңғыстау облысы', 'Мангистауская область', 'Mangystau Region'),
    ('KZ-55', 'Павлодар облысы', 'Павлодарская область', 'Pavlodar Region'),
    ('KZ-59', 'Солтүстік Қазақстан облысы', 'Северо-Казахстанская область', 'North Kazakhstan Region'),
    ('KZ-61', 'Түркістан облысы', 'Туркестанская область', 'Turkistan Region'),
    ('KZ-62', 'Ұлытау облысы', 'область Ұлытау', 'Ulytau Region'),
    ('KZ-63', 'Шығыс Қазақстан облысы', 'Восточно-Казахстанская область', 'East Kazakhstan Region'),
    ('KZ-71', 'Астана қаласы', 'город Астана', 'Astana'),
    ('KZ-75', 'Алматы қаласы', 'город Алматы', 'Almaty'),
    ('KZ-79', 'Шымкент қаласы', 'город Шымкент', 'Shymkent');

create table mobility_centre (
    region   varchar(5) primary key references region (code),
    name_kk  varchar(400) not null,
    name_ru  varchar(400) not null,
    name_en  varchar(400) not null,
    bin      varchar(12)  not null unique,
    address  varchar(400) not null,
    contacts varchar(400) not null,
    account  varchar(20)  not null,
    bic      varchar(11)  not null
);

create table career_centre (
    code    varchar(16) primary key,
    region  varchar(5)   not null references region (code),
    name_kk varchar(400) not null,
    name_ru varchar(400) not null,
    name_en varchar(400) not null,
    bin     varchar(12)  not null unique,
    address varchar(400) not null
);

create index career_centre_region on career_centre (region);

create table recognition_centre (
    code       varchar(16) primary key,
    region     varchar(5)   not null references region (code),
    name_kk    varchar(400) not null,
    name_ru    varchar(400) not null,
    name_en    varchar(400) not null,
    bin        varchar(12)  not null unique,
    address    varchar(400) not null,
    contacts   varchar(400) not null,
    account    varchar(20)  not null,
    bic        varchar(11)  not null,
    accredited boolean      not null
);

create index recognition_centre_region on recognition_centre (region);

-- The profile is an attribute that an administrator sets: the order defines nowhere which profession is which (cl. 14.1).
create table profession (
    code    varchar(16) primary key,
    name_kk varchar(400) not null,
    name_ru varchar(400) not null,
    name_en varchar(400) not null,
    profile varchar(24)  not null check (profile in ('SOCIAL_HUMANITARIAN', 'TECHNICAL'))
);

create table profession_level (
    profession varchar(16) not null references profession (code),
    level_code varchar(8)  not null,
    primary key (profession, level_code)
);

create table offer (
    recognition_centre varchar(16) not null references recognition_centre (code),
    profession         varchar(16) not null references profession (code),
    price              bigint      not null check (price > 0),
    primary key (recognition_centre, profession)
);

create index offer_profession on offer (profession);
