create table organizations (
    id         text primary key,
    name       text not null,
    created_at text not null
) strict, without rowid;

create table staff (
    id            text primary key,
    organization  text not null references organizations (id),
    email         text not null unique,
    name          text not null,
    role          text not null,
    password_hash text not null,
    language      text,
    stamp         text not null,
    created_at    text not null,
    disabled_at   text
) strict, without rowid;

create table api_keys (
    id           text primary key,
    organization text not null references organizations (id),
    name         text not null,
    shown        text not null,
    hash         blob not null unique,
    scopes       text not null,
    created_at   text not null,
    created_by   text not null,
    last_used_at text,
    revoked_at   text,
    revoked_by   text
) strict, without rowid;

create index staff_of_organization on staff (organization);
create index keys_of_organization on api_keys (organization);
