SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.accounts (
    id integer NOT NULL,
    person_id integer NOT NULL,
    password_hash character varying(200),
    epoch integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    signed_in_at timestamp with time zone
);
CREATE SEQUENCE public.accounts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.accounts_id_seq OWNED BY public.accounts.id;
CREATE TABLE public.addresses (
    id integer NOT NULL,
    person_id integer,
    written character varying(330) NOT NULL,
    canonical character varying(330) NOT NULL,
    verified_at timestamp with time zone,
    trusted_at timestamp with time zone,
    banned_at timestamp with time zone,
    bounce_score integer DEFAULT 0 NOT NULL,
    bounced_on date,
    probed_at timestamp with time zone,
    stopped_at timestamp with time zone,
    main_since timestamp with time zone,
    wants_receipts boolean,
    format character varying(20) DEFAULT 'full'::character varying NOT NULL,
    format_chosen_at timestamp with time zone
);
CREATE SEQUENCE public.addresses_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.addresses_id_seq OWNED BY public.addresses.id;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.appointments (
    id integer NOT NULL,
    person_id integer NOT NULL,
    role character varying(20) NOT NULL,
    board_id integer,
    since date NOT NULL,
    until date
);
CREATE SEQUENCE public.appointments_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.appointments_id_seq OWNED BY public.appointments.id;
CREATE TABLE public.arrivals (
    id integer NOT NULL,
    message_id integer NOT NULL,
    recipient character varying(330) NOT NULL,
    board_id integer,
    fate character varying(20) NOT NULL,
    reason character varying(60),
    details json,
    read_at timestamp with time zone,
    attempts integer NOT NULL
);
CREATE SEQUENCE public.arrivals_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.arrivals_id_seq OWNED BY public.arrivals.id;
CREATE TABLE public.attachments (
    id integer NOT NULL,
    public_id character varying(12) NOT NULL,
    post_id integer NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    content_type character varying(255) NOT NULL,
    size integer NOT NULL,
    sha256 character varying(64) NOT NULL
);
CREATE SEQUENCE public.attachments_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.attachments_id_seq OWNED BY public.attachments.id;
CREATE TABLE public.authentications (
    message_id integer NOT NULL,
    identity character varying(20) NOT NULL,
    proof json,
    results text NOT NULL,
    chain character varying(10) NOT NULL,
    policy character varying(10)
);
CREATE TABLE public.boards (
    id integer NOT NULL,
    slug character varying(40) NOT NULL,
    name character varying(100) NOT NULL,
    description text NOT NULL,
    visibility character varying(20) NOT NULL,
    posting character varying(20) NOT NULL,
    "join" character varying(20) NOT NULL,
    names character varying(20) NOT NULL,
    from_policy character varying(20) NOT NULL,
    reply_to character varying(20) NOT NULL,
    max_message_bytes integer,
    refused_types text NOT NULL,
    edit_window_s integer,
    created_at timestamp with time zone NOT NULL,
    post_count integer NOT NULL,
    thread_count integer NOT NULL,
    holds_unproven boolean
);
CREATE SEQUENCE public.boards_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.boards_id_seq OWNED BY public.boards.id;
CREATE TABLE public.bounces (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    address_id integer NOT NULL,
    subscription_id bigint,
    board_id integer,
    source character varying(20) NOT NULL,
    fault character varying(20) NOT NULL,
    cause character varying(20) NOT NULL,
    status character varying(12) NOT NULL,
    diagnostic text NOT NULL,
    about character varying(64),
    provider character varying(255) NOT NULL,
    scored boolean NOT NULL,
    kept_message_id integer
);
CREATE SEQUENCE public.bounces_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.bounces_id_seq OWNED BY public.bounces.id;
CREATE TABLE public.decisions (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    act character varying(20) NOT NULL,
    board_id integer NOT NULL,
    moderator_id integer,
    held_post_id integer,
    post_id integer,
    thread_id integer,
    reason character varying(60) NOT NULL,
    note text NOT NULL
);
CREATE SEQUENCE public.decisions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.decisions_id_seq OWNED BY public.decisions.id;
CREATE TABLE public.delivery_failures (
    id integer NOT NULL,
    mailing_id integer NOT NULL,
    subscription_id bigint,
    recipient character varying(330) NOT NULL,
    code integer NOT NULL,
    status character varying(12),
    answer text NOT NULL,
    attempts integer NOT NULL,
    first_at timestamp with time zone NOT NULL,
    next_try_at timestamp with time zone,
    state character varying(20) NOT NULL,
    noted_at timestamp with time zone
);
CREATE SEQUENCE public.delivery_failures_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.delivery_failures_id_seq OWNED BY public.delivery_failures.id;
CREATE TABLE public.digest_runs (
    mode character varying(20) NOT NULL,
    day date NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.digests (
    id integer NOT NULL,
    board_id integer NOT NULL,
    mode character varying(20) NOT NULL,
    day date NOT NULL,
    after_id bigint NOT NULL,
    until_id bigint NOT NULL,
    post_ids json NOT NULL,
    subscription_id bigint,
    topics_only boolean NOT NULL,
    made_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.digests_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.digests_id_seq OWNED BY public.digests.id;
CREATE TABLE public.drafts (
    id integer NOT NULL,
    person_id integer NOT NULL,
    board_id integer NOT NULL,
    thread_id integer,
    subject text NOT NULL,
    text text NOT NULL,
    saved_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.drafts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.drafts_id_seq OWNED BY public.drafts.id;
CREATE TABLE public.evaluation_findings (
    id integer NOT NULL,
    evaluation_id integer NOT NULL,
    "position" integer NOT NULL,
    criterion character varying(100) NOT NULL,
    mark character varying(20) NOT NULL,
    words text NOT NULL
);
CREATE SEQUENCE public.evaluation_findings_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.evaluation_findings_id_seq OWNED BY public.evaluation_findings.id;
CREATE TABLE public.evaluations (
    id integer NOT NULL,
    public_id character varying(12) NOT NULL,
    measure_id integer NOT NULL,
    stage character varying(20) NOT NULL,
    before_id integer,
    "on" date NOT NULL,
    evaluator character varying(200) NOT NULL,
    summary text NOT NULL,
    consequence character varying(20),
    consequence_words text NOT NULL,
    entered_by_id integer,
    entered_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.evaluations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.evaluations_id_seq OWNED BY public.evaluations.id;
CREATE TABLE public.followings (
    id integer NOT NULL,
    thread_id integer NOT NULL,
    person_id integer,
    address_id integer,
    attention character varying(20) NOT NULL,
    since timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.followings_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.followings_id_seq OWNED BY public.followings.id;
CREATE TABLE public.held_posts (
    id integer NOT NULL,
    public_id character varying(12) NOT NULL,
    board_id integer NOT NULL,
    arrival_id integer,
    person_id integer,
    author_name character varying(200) NOT NULL,
    subject text NOT NULL,
    contribution json NOT NULL,
    content_hash character varying(64) NOT NULL,
    reasons json NOT NULL,
    held_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    post_id integer
);
CREATE SEQUENCE public.held_posts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.held_posts_id_seq OWNED BY public.held_posts.id;
CREATE TABLE public.known_message_ids (
    id integer NOT NULL,
    board_id integer NOT NULL,
    message_id text NOT NULL,
    thread_id integer NOT NULL,
    post_id integer
);
CREATE SEQUENCE public.known_message_ids_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.known_message_ids_id_seq OWNED BY public.known_message_ids.id;
CREATE TABLE public.mailing_ranges (
    id integer NOT NULL,
    mailing_id integer NOT NULL,
    first_id bigint NOT NULL,
    last_id bigint NOT NULL,
    sent_count integer NOT NULL,
    done_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.mailing_ranges_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.mailing_ranges_id_seq OWNED BY public.mailing_ranges.id;
CREATE TABLE public.mailings (
    id integer NOT NULL,
    kind character varying(20) NOT NULL,
    post_id integer,
    board_id integer,
    sender character varying(330),
    recipient character varying(330),
    content bytea,
    created_at timestamp with time zone NOT NULL,
    not_before timestamp with time zone NOT NULL,
    state character varying(20) NOT NULL,
    leased_until timestamp with time zone,
    last_subscription_id bigint,
    sent_count integer NOT NULL,
    finished_at timestamp with time zone,
    digest_id integer
);
CREATE SEQUENCE public.mailings_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.mailings_id_seq OWNED BY public.mailings.id;
CREATE TABLE public.measure_progress (
    id integer NOT NULL,
    measure_id integer NOT NULL,
    "on" date NOT NULL,
    words text NOT NULL,
    figure numeric(15,2),
    unit character varying(40) NOT NULL,
    entered_by_id integer,
    entered_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.measure_progress_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.measure_progress_id_seq OWNED BY public.measure_progress.id;
CREATE TABLE public.measure_versions (
    id integer NOT NULL,
    measure_id integer NOT NULL,
    number integer NOT NULL,
    period_id integer NOT NULL,
    area character varying(100) NOT NULL,
    title character varying(200) NOT NULL,
    description text NOT NULL,
    plain text NOT NULL,
    doer character varying(20) NOT NULL,
    department character varying(100) NOT NULL,
    state character varying(20) NOT NULL,
    first_year integer NOT NULL,
    last_year integer NOT NULL,
    flags character varying(100) NOT NULL,
    lessons text NOT NULL,
    cause character varying(20) NOT NULL,
    reason text NOT NULL,
    made_by_id integer,
    made_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.measure_versions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.measure_versions_id_seq OWNED BY public.measure_versions.id;
CREATE TABLE public.measures (
    id integer NOT NULL,
    code character varying(10) NOT NULL,
    "position" integer NOT NULL
);
CREATE SEQUENCE public.measures_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.measures_id_seq OWNED BY public.measures.id;
CREATE TABLE public.messages (
    id integer NOT NULL,
    door character varying(20) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    peer character varying(100),
    helo character varying(255),
    mail_from character varying(330) NOT NULL,
    size integer NOT NULL,
    raw bytea
);
CREATE SEQUENCE public.messages_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.messages_id_seq OWNED BY public.messages.id;
CREATE TABLE public.moderator_bells (
    board_id integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    mailing_ids json NOT NULL
);
CREATE TABLE public.need_clips (
    id integer NOT NULL,
    public_id character varying(12) NOT NULL,
    need_id integer NOT NULL,
    post_id integer NOT NULL,
    passage text NOT NULL,
    clipped_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone
);
CREATE SEQUENCE public.need_clips_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.need_clips_id_seq OWNED BY public.need_clips.id;
CREATE TABLE public.need_steps (
    id integer NOT NULL,
    need_id integer NOT NULL,
    act character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id integer,
    clip_id integer,
    other_id integer,
    words text NOT NULL
);
CREATE SEQUENCE public.need_steps_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.need_steps_id_seq OWNED BY public.need_steps.id;
CREATE TABLE public.needs (
    id integer NOT NULL,
    public_id character varying(12) NOT NULL,
    title character varying(200) NOT NULL,
    words text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    merged_into_id integer,
    closed_at timestamp with time zone,
    closed_reason text NOT NULL
);
CREATE SEQUENCE public.needs_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.needs_id_seq OWNED BY public.needs.id;
CREATE TABLE public.notices_sent (
    id integer NOT NULL,
    recipient character varying(330) NOT NULL,
    reason character varying(60) NOT NULL,
    day character varying(10) NOT NULL
);
CREATE SEQUENCE public.notices_sent_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.notices_sent_id_seq OWNED BY public.notices_sent.id;
CREATE TABLE public.organisations (
    id integer NOT NULL,
    public_id character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    sector character varying(20) NOT NULL
);
CREATE SEQUENCE public.organisations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.organisations_id_seq OWNED BY public.organisations.id;
CREATE TABLE public.person_merges (
    id integer NOT NULL,
    person_id integer NOT NULL,
    into_id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id integer,
    moved json NOT NULL,
    before json NOT NULL,
    undone_at timestamp with time zone,
    undone_by_id integer
);
CREATE SEQUENCE public.person_merges_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.person_merges_id_seq OWNED BY public.person_merges.id;
CREATE TABLE public.persons (
    id integer NOT NULL,
    public_id character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    nickname character varying(200),
    sector character varying(20) NOT NULL,
    district character varying(100),
    language character varying(5) NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    vouched_at timestamp with time zone,
    trusted_at timestamp with time zone,
    moderated_at timestamp with time zone,
    banned_at timestamp with time zone,
    merged_into_id integer,
    erased_at timestamp with time zone
);
CREATE SEQUENCE public.persons_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.persons_id_seq OWNED BY public.persons.id;
CREATE TABLE public.plan_periods (
    id integer NOT NULL,
    name character varying(20) NOT NULL,
    first_year integer NOT NULL,
    last_year integer NOT NULL
);
CREATE SEQUENCE public.plan_periods_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.plan_periods_id_seq OWNED BY public.plan_periods.id;
CREATE TABLE public.post_search (
    order_key bigint NOT NULL,
    board_id integer NOT NULL,
    words tsvector NOT NULL
);
CREATE TABLE public.post_versions (
    id integer NOT NULL,
    post_id integer NOT NULL,
    number integer NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone NOT NULL,
    replaced_by_id integer
);
CREATE SEQUENCE public.post_versions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.post_versions_id_seq OWNED BY public.post_versions.id;
CREATE TABLE public.posts (
    id integer NOT NULL,
    public_id character varying(12) NOT NULL,
    board_id integer NOT NULL,
    thread_id integer NOT NULL,
    parent_id integer,
    parent_ref text,
    message_id text NOT NULL,
    "references" json NOT NULL,
    same_id_as integer,
    fingerprint bytea NOT NULL,
    kept_message_id integer,
    person_id integer,
    address_id integer,
    organisation_id integer,
    author_name character varying(200) NOT NULL,
    author_sector character varying(20) NOT NULL,
    author_role character varying(20) NOT NULL,
    entered_by_id integer,
    origin character varying(20) NOT NULL,
    identity character varying(20) NOT NULL,
    proof json,
    subject text NOT NULL,
    format character varying(20) NOT NULL,
    text text,
    original_html text,
    html text,
    html_version integer NOT NULL,
    sent_at timestamp with time zone,
    received_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone NOT NULL,
    order_key bigint NOT NULL,
    version integer NOT NULL,
    attachment_count integer NOT NULL,
    remarks json,
    state character varying(20) NOT NULL,
    state_reason text,
    state_changed_at timestamp with time zone,
    cards json
);
CREATE SEQUENCE public.posts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.posts_id_seq OWNED BY public.posts.id;
CREATE TABLE public.readings (
    person_id integer NOT NULL,
    thread_id integer NOT NULL,
    order_key bigint NOT NULL
);
CREATE TABLE public.refusals (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    peer character varying(100),
    mail_from character varying(330),
    recipient character varying(330),
    code integer NOT NULL,
    answer text NOT NULL
);
CREATE SEQUENCE public.refusals_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.refusals_id_seq OWNED BY public.refusals.id;
CREATE TABLE public.reports (
    id integer NOT NULL,
    public_id character varying(12) NOT NULL,
    post_id integer NOT NULL,
    board_id integer NOT NULL,
    person_id integer,
    address_id integer,
    reason text NOT NULL,
    door character varying(20) NOT NULL,
    identity character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id integer,
    "end" character varying(20),
    note text NOT NULL
);
CREATE SEQUENCE public.reports_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.reports_id_seq OWNED BY public.reports.id;
CREATE TABLE public.request_counts (
    id integer NOT NULL,
    day character varying(10) NOT NULL,
    kind character varying(30) NOT NULL,
    key character varying(32) NOT NULL,
    count integer NOT NULL
);
CREATE SEQUENCE public.request_counts_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.request_counts_id_seq OWNED BY public.request_counts.id;
CREATE TABLE public.single_use_tokens (
    id integer NOT NULL,
    digest character varying(64) NOT NULL,
    purpose character varying(20) NOT NULL,
    address_id integer,
    about json NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
CREATE SEQUENCE public.single_use_tokens_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.single_use_tokens_id_seq OWNED BY public.single_use_tokens.id;
CREATE TABLE public.spokespersons (
    id integer NOT NULL,
    organisation_id integer NOT NULL,
    person_id integer NOT NULL
);
CREATE SEQUENCE public.spokespersons_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.spokespersons_id_seq OWNED BY public.spokespersons.id;
CREATE TABLE public.subscriptions (
    id integer NOT NULL,
    board_id integer NOT NULL,
    address_id integer NOT NULL,
    mode character varying(20) NOT NULL,
    own_posts boolean NOT NULL,
    since timestamp with time zone NOT NULL,
    awaits_approval boolean NOT NULL,
    vouched boolean NOT NULL,
    digest_format character varying(20) DEFAULT 'plain'::character varying NOT NULL,
    digest_after_id bigint,
    away_until date,
    away_after_id bigint
);
CREATE SEQUENCE public.subscriptions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.subscriptions_id_seq OWNED BY public.subscriptions.id;
CREATE TABLE public.threads (
    id integer NOT NULL,
    public_id character varying(12) NOT NULL,
    board_id integer NOT NULL,
    subject text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    last_post_at timestamp with time zone NOT NULL,
    last_order_key bigint NOT NULL,
    post_count integer NOT NULL,
    revision integer NOT NULL,
    locked_at timestamp with time zone,
    pinned_at timestamp with time zone,
    merged_into_id integer,
    hidden_subject text
);
CREATE SEQUENCE public.threads_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.threads_id_seq OWNED BY public.threads.id;
CREATE TABLE public.trace_links (
    id integer NOT NULL,
    public_id character varying(12) NOT NULL,
    message_id integer NOT NULL
);
CREATE SEQUENCE public.trace_links_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.trace_links_id_seq OWNED BY public.trace_links.id;
ALTER TABLE ONLY public.accounts ALTER COLUMN id SET DEFAULT nextval('public.accounts_id_seq'::regclass);
ALTER TABLE ONLY public.addresses ALTER COLUMN id SET DEFAULT nextval('public.addresses_id_seq'::regclass);
ALTER TABLE ONLY public.appointments ALTER COLUMN id SET DEFAULT nextval('public.appointments_id_seq'::regclass);
ALTER TABLE ONLY public.arrivals ALTER COLUMN id SET DEFAULT nextval('public.arrivals_id_seq'::regclass);
ALTER TABLE ONLY public.attachments ALTER COLUMN id SET DEFAULT nextval('public.attachments_id_seq'::regclass);
ALTER TABLE ONLY public.boards ALTER COLUMN id SET DEFAULT nextval('public.boards_id_seq'::regclass);
ALTER TABLE ONLY public.bounces ALTER COLUMN id SET DEFAULT nextval('public.bounces_id_seq'::regclass);
ALTER TABLE ONLY public.decisions ALTER COLUMN id SET DEFAULT nextval('public.decisions_id_seq'::regclass);
ALTER TABLE ONLY public.delivery_failures ALTER COLUMN id SET DEFAULT nextval('public.delivery_failures_id_seq'::regclass);
ALTER TABLE ONLY public.digests ALTER COLUMN id SET DEFAULT nextval('public.digests_id_seq'::regclass);
ALTER TABLE ONLY public.drafts ALTER COLUMN id SET DEFAULT nextval('public.drafts_id_seq'::regclass);
ALTER TABLE ONLY public.evaluation_findings ALTER COLUMN id SET DEFAULT nextval('public.evaluation_findings_id_seq'::regclass);
ALTER TABLE ONLY public.evaluations ALTER COLUMN id SET DEFAULT nextval('public.evaluations_id_seq'::regclass);
ALTER TABLE ONLY public.followings ALTER COLUMN id SET DEFAULT nextval('public.followings_id_seq'::regclass);
ALTER TABLE ONLY public.held_posts ALTER COLUMN id SET DEFAULT nextval('public.held_posts_id_seq'::regclass);
ALTER TABLE ONLY public.known_message_ids ALTER COLUMN id SET DEFAULT nextval('public.known_message_ids_id_seq'::regclass);
ALTER TABLE ONLY public.mailing_ranges ALTER COLUMN id SET DEFAULT nextval('public.mailing_ranges_id_seq'::regclass);
ALTER TABLE ONLY public.mailings ALTER COLUMN id SET DEFAULT nextval('public.mailings_id_seq'::regclass);
ALTER TABLE ONLY public.measure_progress ALTER COLUMN id SET DEFAULT nextval('public.measure_progress_id_seq'::regclass);
ALTER TABLE ONLY public.measure_versions ALTER COLUMN id SET DEFAULT nextval('public.measure_versions_id_seq'::regclass);
ALTER TABLE ONLY public.measures ALTER COLUMN id SET DEFAULT nextval('public.measures_id_seq'::regclass);
ALTER TABLE ONLY public.messages ALTER COLUMN id SET DEFAULT nextval('public.messages_id_seq'::regclass);
ALTER TABLE ONLY public.need_clips ALTER COLUMN id SET DEFAULT nextval('public.need_clips_id_seq'::regclass);
ALTER TABLE ONLY public.need_steps ALTER COLUMN id SET DEFAULT nextval('public.need_steps_id_seq'::regclass);
ALTER TABLE ONLY public.needs ALTER COLUMN id SET DEFAULT nextval('public.needs_id_seq'::regclass);
ALTER TABLE ONLY public.notices_sent ALTER COLUMN id SET DEFAULT nextval('public.notices_sent_id_seq'::regclass);
ALTER TABLE ONLY public.organisations ALTER COLUMN id SET DEFAULT nextval('public.organisations_id_seq'::regclass);
ALTER TABLE ONLY public.person_merges ALTER COLUMN id SET DEFAULT nextval('public.person_merges_id_seq'::regclass);
ALTER TABLE ONLY public.persons ALTER COLUMN id SET DEFAULT nextval('public.persons_id_seq'::regclass);
ALTER TABLE ONLY public.plan_periods ALTER COLUMN id SET DEFAULT nextval('public.plan_periods_id_seq'::regclass);
ALTER TABLE ONLY public.post_versions ALTER COLUMN id SET DEFAULT nextval('public.post_versions_id_seq'::regclass);
ALTER TABLE ONLY public.posts ALTER COLUMN id SET DEFAULT nextval('public.posts_id_seq'::regclass);
ALTER TABLE ONLY public.refusals ALTER COLUMN id SET DEFAULT nextval('public.refusals_id_seq'::regclass);
ALTER TABLE ONLY public.reports ALTER COLUMN id SET DEFAULT nextval('public.reports_id_seq'::regclass);
ALTER TABLE ONLY public.request_counts ALTER COLUMN id SET DEFAULT nextval('public.request_counts_id_seq'::regclass);
ALTER TABLE ONLY public.single_use_tokens ALTER COLUMN id SET DEFAULT nextval('public.single_use_tokens_id_seq'::regclass);
ALTER TABLE ONLY public.spokespersons ALTER COLUMN id SET DEFAULT nextval('public.spokespersons_id_seq'::regclass);
ALTER TABLE ONLY public.subscriptions ALTER COLUMN id SET DEFAULT nextval('public.subscriptions_id_seq'::regclass);
ALTER TABLE ONLY public.threads ALTER COLUMN id SET DEFAULT nextval('public.threads_id_seq'::regclass);
ALTER TABLE ONLY public.trace_links ALTER COLUMN id SET DEFAULT nextval('public.trace_links_id_seq'::regclass);
INSERT INTO public.accounts VALUES (1, 1, NULL, 0, '2026-11-22 22:15:14.846184+00', NULL);
INSERT INTO public.accounts VALUES (2, 2, NULL, 0, '2026-11-22 22:15:14.862541+00', NULL);
INSERT INTO public.accounts VALUES (3, 3, NULL, 0, '2026-11-22 22:15:14.875344+00', NULL);
INSERT INTO public.accounts VALUES (4, 4, NULL, 0, '2026-11-22 22:15:14.875348+00', NULL);
INSERT INTO public.accounts VALUES (5, 5, NULL, 0, '2026-11-22 22:15:14.875349+00', NULL);
INSERT INTO public.accounts VALUES (6, 6, NULL, 0, '2026-11-22 22:15:14.875349+00', NULL);
INSERT INTO public.accounts VALUES (7, 7, NULL, 0, '2026-11-22 22:15:14.892871+00', NULL);
INSERT INTO public.accounts VALUES (8, 8, NULL, 0, '2026-11-22 22:15:14.892874+00', NULL);
INSERT INTO public.accounts VALUES (9, 9, NULL, 0, '2026-11-22 22:15:14.892875+00', NULL);
INSERT INTO public.accounts VALUES (10, 10, NULL, 0, '2026-11-22 22:15:14.892876+00', NULL);
INSERT INTO public.accounts VALUES (11, 11, NULL, 0, '2026-11-22 22:15:14.892877+00', NULL);
INSERT INTO public.accounts VALUES (12, 13, NULL, 0, '2026-11-22 22:15:14.892878+00', NULL);
INSERT INTO public.addresses VALUES (1, 1, 'nakamura@univ.example.jp', 'nakamura@univ.example.jp', '2026-11-22 22:15:14.840649+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'full', NULL);
INSERT INTO public.addresses VALUES (2, 2, 'aoki@home.example.jp', 'aoki@home.example.jp', '2026-11-22 22:15:14.860191+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'full', NULL);
INSERT INTO public.addresses VALUES (3, 3, 'tanaka@shop.example.jp', 'tanaka@shop.example.jp', '2026-11-22 22:15:14.868088+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'full', NULL);
INSERT INTO public.addresses VALUES (4, 4, 'takahashi@npo.example.jp', 'takahashi@npo.example.jp', '2026-11-22 22:15:14.86852+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'full', NULL);
INSERT INTO public.addresses VALUES (5, 5, 'kobayashi@univ.example.jp', 'kobayashi@univ.example.jp', '2026-11-22 22:15:14.86898+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'full', NULL);
INSERT INTO public.addresses VALUES (6, 6, 'watanabe@city.example.jp', 'watanabe@city.example.jp', '2026-11-22 22:15:14.869233+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'full', NULL);
INSERT INTO public.addresses VALUES (7, 7, 'suzuki@home.example.jp', 'suzuki@home.example.jp', '2026-11-22 22:15:14.887126+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'full', NULL);
INSERT INTO public.addresses VALUES (8, 8, 'kato@bus.example.jp', 'kato@bus.example.jp', '2026-11-22 22:15:14.887564+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'full', NULL);
INSERT INTO public.addresses VALUES (9, 9, 'yamaguchi@city.example.jp', 'yamaguchi@city.example.jp', '2026-11-22 22:15:14.887872+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'full', NULL);
INSERT INTO public.addresses VALUES (10, 10, 'onishi@research.example.jp', 'onishi@research.example.jp', '2026-11-22 22:15:14.888288+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'full', NULL);
INSERT INTO public.addresses VALUES (11, 11, 'haru..1951@keitai.example.jp', 'haru..1951@keitai.example.jp', '2026-11-22 22:15:14.888571+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'full', NULL);
INSERT INTO public.addresses VALUES (12, 13, 'hayashi@home.example.jp', 'hayashi@home.example.jp', '2026-11-22 22:15:14.888831+00', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 'full', NULL);
INSERT INTO public.alembic_version VALUES ('0002');
INSERT INTO public.appointments VALUES (1, 1, 'member', NULL, '2026-04-01', NULL);
INSERT INTO public.appointments VALUES (2, 1, 'chair', NULL, '2026-04-01', NULL);
INSERT INTO public.appointments VALUES (3, 2, 'member', NULL, '2026-04-01', NULL);
INSERT INTO public.appointments VALUES (4, 3, 'member', NULL, '2026-04-01', NULL);
INSERT INTO public.appointments VALUES (5, 4, 'member', NULL, '2026-04-01', NULL);
INSERT INTO public.appointments VALUES (6, 5, 'member', NULL, '2026-04-01', NULL);
INSERT INTO public.appointments VALUES (7, 6, 'member', NULL, '2026-04-01', NULL);
INSERT INTO public.appointments VALUES (8, 6, 'liaison', NULL, '2026-04-01', NULL);
INSERT INTO public.appointments VALUES (9, 7, 'moderator', NULL, '2026-04-01', NULL);
INSERT INTO public.appointments VALUES (10, 8, 'moderator', 3, '2026-04-01', NULL);
INSERT INTO public.appointments VALUES (11, 9, 'secretariat', NULL, '2026-04-01', NULL);
INSERT INTO public.appointments VALUES (12, 9, 'admin', NULL, '2026-04-01', NULL);
INSERT INTO public.appointments VALUES (13, 10, 'adviser', NULL, '2026-04-01', NULL);
INSERT INTO public.arrivals VALUES (1, 1, 'sogo@lists.localhost', 1, 'published', NULL, '{"post_id": 1, "post": "ah4kt5hrhmvh"}', '2026-11-22 22:15:15.023596+00', 1);
INSERT INTO public.arrivals VALUES (2, 3, 'sogo@lists.localhost', 1, 'published', 'released', '{"post_id": 4, "post": "vxv22w97amdv"}', '2026-11-22 22:15:15.240744+00', 1);
INSERT INTO public.arrivals VALUES (3, 10, 'sogo@lists.localhost', 1, 'published', NULL, '{"post_id": 23, "post": "03mcf474y7pq"}', '2026-11-22 22:15:15.514851+00', 1);
INSERT INTO public.arrivals VALUES (4, 17, 'sogo@lists.localhost', 1, 'published', NULL, '{"post_id": 39, "post": "xrevs264a505"}', '2026-11-22 22:15:15.627147+00', 1);
INSERT INTO public.arrivals VALUES (5, 22, 'sogo@lists.localhost', 1, 'held', 'first_post', '{"held": "851r5cm1fchs", "reasons": [["first_post", {}]]}', '2026-11-22 22:15:15.699151+00', 1);
INSERT INTO public.arrivals VALUES (6, 23, 'sogo@lists.localhost', 1, 'held', 'first_post', '{"held": "q11yzb0gyrxq", "reasons": [["first_post", {}]]}', '2026-11-22 22:15:15.723993+00', 1);
INSERT INTO public.attachments VALUES (1, 'mx7m514ypw2k', 7, 0, '手紙の写し.png', 'image/png', 7973, 'a084ddab551bc91a37f0de763875628f7b569d7e8a696cc51e5f61127d40aab6');
INSERT INTO public.attachments VALUES (2, '9nkpssmx749c', 9, 0, '利用件数.csv', 'text/csv', 110, '54952bb06a1032dd0ebec6cab8dbba660bf880d17d4dbddae4c1dbfb0c7aea1e');
INSERT INTO public.attachments VALUES (3, 'wzh74sqqe3mt', 38, 0, '聞き取りのまとめ.txt', 'text/plain', 189, '376bb20a26c88a2df7f3d7cde9d8e7b4a9007d4363d856c50c95ba4ea3083885');
INSERT INTO public.boards VALUES (2, 'shisetsu', '公共施設部会', '公共施設の案内と予約について、委員が提案をまとめる部会です。', 'members', 'members', 'approve', 'real', 'auto', 'list', NULL, '', NULL, '2026-11-22 22:15:14.837908+00', 3, 1, NULL);
INSERT INTO public.boards VALUES (4, 'chonai', '庁内', '市の担当者の連絡用です。', 'staff', 'members', 'closed', 'real', 'auto', 'list', NULL, '', NULL, '2026-11-22 22:15:14.839828+00', 2, 1, NULL);
INSERT INTO public.boards VALUES (3, 'ashi', '地域の足', 'バスや送り迎えなど、出かける手段の話をする掲示板です。呼び名で書けます。', 'public', 'anyone', 'open', 'nickname', 'auto', 'list', NULL, '', NULL, '2026-11-22 22:15:14.839215+00', 4, 1, NULL);
INSERT INTO public.boards VALUES (1, 'sogo', '総合', '市の情報化と暮らしのことを、どなたでも話せる掲示板です。', 'public', 'anyone', 'open', 'real', 'auto', 'list', NULL, '', NULL, '2026-11-22 22:15:14.836097+00', 12, 3, NULL);
INSERT INTO public.decisions VALUES (1, '2026-11-22 22:15:15.24791+00', 'approve', 1, 7, 1, 4, NULL, 'approved', '');
INSERT INTO public.decisions VALUES (2, '2026-11-22 22:15:15.746759+00', 'hide', 1, 7, NULL, 41, 5, 'personal_information', '');
INSERT INTO public.decisions VALUES (3, '2026-11-22 22:15:15.771085+00', 'pin', 1, 7, NULL, NULL, 6, 'pinned', '');
INSERT INTO public.evaluation_findings VALUES (1, 1, 1, '住民の手間が減るか', 'good', '窓口へ二回行くところが、行かずにすみます。');
INSERT INTO public.evaluation_findings VALUES (2, 1, 2, 'だれでも使えるか', 'fair', 'ウェブだけでは、使えない人が残ります。');
INSERT INTO public.evaluation_findings VALUES (3, 1, 3, '職員の手間が減るか', 'unknown', '電話の受け付けが残る間は、わかりません。');
INSERT INTO public.evaluation_findings VALUES (4, 1, 4, '費用に見合うか', 'fair', '一館で試してから決めます。');
INSERT INTO public.evaluations VALUES (1, '4qf2pdpg2hdk', 7, 'before', NULL, '2026-08-25', '情報化推進協議会', '効果は大きいと見ます。電話でも予約できることが条件です。', NULL, '', 9, '2026-11-22 22:15:14.966793+00');
INSERT INTO public.held_posts VALUES (1, 'sx4s6y0vwm5x', 1, 2, 3, '田中 健一', '市民会館の予約のこと', '{"board": {"id": 1, "slug": "sogo", "name": "\u7dcf\u5408", "visibility": "public", "posting": "anyone", "names": "real", "max_message_bytes": null, "refused_types": [], "edit_window_s": null, "holds_unproven": false}, "author": {"name": "\u7530\u4e2d \u5065\u4e00", "standing": {"person_id": 3, "roles": [["member", null]]}, "person_id": 3, "address_id": 3, "address": "tanaka@shop.example.jp", "sector": "company", "organisation_id": null, "subscribes": true, "trusted": true, "moderated": false, "banned": false}, "origin": "mail", "identity": "unproven", "subject": "Re: \u5e02\u6c11\u4f1a\u9928\u306e\u4e88\u7d04\u306e\u3053\u3068", "text": "\u5546\u5e97\u4f1a\u306e\u7530\u4e2d\u3067\u3059\u3002\n\n> 1. \u7a7a\u3044\u3066\u3044\u308b\u65e5\u304c\u3001\u884c\u304f\u307e\u3067\u5206\u304b\u3089\u306a\u3044\n\n\u4f1a\u8b70\u5ba4\u3082\u540c\u3058\u3067\u3059\u3002\u5546\u5e97\u4f1a\u306e\u96c6\u307e\u308a\u3067\u6bce\u6708\u4f7f\u3044\u307e\u3059\u304c\u3001\u5148\u306b\u96fb\u8a71\u3067\n\u805e\u3044\u3066\u3082\u300c\u6765\u3066\u304b\u3089\u898b\u3066\u304f\u3060\u3055\u3044\u300d\u3068\u8a00\u308f\u308c\u307e\u3059\u3002\n\n> 2. \u7533\u3057\u8fbc\u307f\u306b\u3001\u7a93\u53e3\u3078\u884c\u304f\u5fc5\u8981\u304c\u3042\u308b\n\n\u96fb\u8a71\u3060\u3051\u3067\u3082\u53d7\u3051\u3066\u3082\u3089\u3048\u308c\u3070\u3001\u305a\u3044\u3076\u3093\u52a9\u304b\u308a\u307e\u3059\u3002\n\n-- \n\u7530\u4e2d \u5065\u4e00\uff08\u4e2d\u592e\u5546\u5e97\u4f1a\uff09\n\u96fb\u8a71 0555-00-1234\n", "received_at": "2026-10-30T19:51:14+00:00", "format": "plain", "original_html": null, "sent_at": "2026-10-30T19:51:14+00:00", "attachments": [], "message_id": "yoyaku-tanaka.20261122221514@shop.example.jp", "references": ["yoyaku.20261122221514@keitai.example.jp", "zj9zq1wwvty05p5.q9vv4e8brkh81tg@lists.localhost"], "in_reply_to": "zj9zq1wwvty05p5.q9vv4e8brkh81tg@lists.localhost", "kept_message_id": 3, "arrival_id": 2, "entered_by_id": null, "size": 981, "automatic": null, "looping": null, "through_list": false, "spam": null, "thread_locked": false, "proof": null, "remarks": [], "cards": []}', 'bba53a8ac32945f427db188426357385', '[["unproven_role", {}]]', '2026-11-22 22:15:15.144979+00', '2026-11-22 22:15:15.240744+00', 4);
INSERT INTO public.held_posts VALUES (2, '851r5cm1fchs', 1, 5, NULL, '木村 和也', '市民会館の予約のこと', '{"board": {"id": 1, "slug": "sogo", "name": "\u7dcf\u5408", "visibility": "public", "posting": "anyone", "names": "real", "max_message_bytes": null, "refused_types": [], "edit_window_s": null, "holds_unproven": false}, "author": {"name": "\u6728\u6751 \u548c\u4e5f", "standing": {"person_id": null, "roles": []}, "person_id": null, "address_id": null, "address": "kimura@mail.example.jp", "sector": "citizen", "organisation_id": null, "subscribes": false, "trusted": false, "moderated": false, "banned": false}, "origin": "mail", "identity": "unproven", "subject": "Re: \u5e02\u6c11\u4f1a\u9928\u306e\u4e88\u7d04\u306e\u3053\u3068", "text": "\u306f\u3058\u3081\u3066\u6295\u7a3f\u3057\u307e\u3059\u3002\u897f\u5730\u533a\u306e\u6728\u6751\u3067\u3059\u3002\n\n\u4f1a\u9928\u306e\u8abf\u7406\u5ba4\u3082\u3001\u540c\u3058\u3088\u3046\u306b\u4e88\u7d04\u3067\u304d\u308b\u3068\u3046\u308c\u3057\u3044\u3067\u3059\u3002\n\u5b50\u3069\u3082\u98df\u5802\u3067\u6708\u306b\u4e8c\u56de\u4f7f\u3063\u3066\u3044\u307e\u3059\u3002\n", "received_at": "2026-11-22T00:39:14+00:00", "format": "plain", "original_html": null, "sent_at": "2026-11-22T00:39:14+00:00", "attachments": [], "message_id": "held-first.20261122221514@mail.example.jp", "references": ["yoyaku.20261122221514@keitai.example.jp", "zj9zq1wwvty05p5.q9vv4e8brkh81tg@lists.localhost", "yoyaku-tanaka.20261122221514@shop.example.jp", "th9mxfjcj4bgyqp.na6chenhc4tbkh3@lists.localhost", "9j47jb007801cte.0xwvpt5y9ef1s1v@lists.localhost", "yoyaku-sato2.20261122221514@keitai.example.jp", "tf8x40kpagws1pv.yg83gx0s97ag2y9@lists.localhost"], "in_reply_to": "tf8x40kpagws1pv.yg83gx0s97ag2y9@lists.localhost", "kept_message_id": 22, "arrival_id": 5, "entered_by_id": null, "size": 973, "automatic": null, "looping": null, "through_list": false, "spam": null, "thread_locked": false, "proof": null, "remarks": [], "cards": []}', 'f610a62aa0201dd135808dde38d8630e', '[["first_post", {}]]', '2026-11-22 22:15:15.698138+00', NULL, NULL);
INSERT INTO public.held_posts VALUES (3, 'q11yzb0gyrxq', 1, 6, NULL, 'お得情報センター', '【特別価格】防犯カメラのご案内', '{"board": {"id": 1, "slug": "sogo", "name": "\u7dcf\u5408", "visibility": "public", "posting": "anyone", "names": "real", "max_message_bytes": null, "refused_types": [], "edit_window_s": null, "holds_unproven": false}, "author": {"name": "\u304a\u5f97\u60c5\u5831\u30bb\u30f3\u30bf\u30fc", "standing": {"person_id": null, "roles": []}, "person_id": null, "address_id": null, "address": "info@shop.example.com", "sector": "citizen", "organisation_id": null, "subscribes": false, "trusted": false, "moderated": false, "banned": false}, "origin": "mail", "identity": "unproven", "subject": "\u3010\u7279\u5225\u4fa1\u683c\u3011\u9632\u72af\u30ab\u30e1\u30e9\u306e\u3054\u6848\u5185", "text": "\u5730\u57df\u306e\u307f\u306a\u3055\u307e\u3078\u3001\u671f\u9593\u9650\u5b9a\u306e\u304a\u77e5\u3089\u305b\u3067\u3059\u3002\n\u4eca\u3060\u3051\u534a\u984d\u3002\u8a73\u3057\u304f\u306f https://shop.example.com/ \u307e\u3067\u3002\n", "received_at": "2026-11-22T15:03:14+00:00", "format": "plain", "original_html": null, "sent_at": "2026-11-22T15:03:14+00:00", "attachments": [], "message_id": "held-advert.20261122221514@shop.example.com", "references": [], "in_reply_to": null, "kept_message_id": 23, "arrival_id": 6, "entered_by_id": null, "size": 526, "automatic": null, "looping": null, "through_list": false, "spam": null, "thread_locked": false, "proof": null, "remarks": [], "cards": []}', '2df4f8c31f113d988a96203d3723115a', '[["first_post", {}]]', '2026-11-22 22:15:15.722754+00', NULL, NULL);
INSERT INTO public.known_message_ids VALUES (1, 1, 'yoyaku.20261122221514@keitai.example.jp', 1, 1);
INSERT INTO public.known_message_ids VALUES (2, 1, 'zj9zq1wwvty05p5.q9vv4e8brkh81tg@lists.localhost', 1, 2);
INSERT INTO public.known_message_ids VALUES (3, 1, 'yoyaku-tanaka.20261122221514@shop.example.jp', 1, 4);
INSERT INTO public.known_message_ids VALUES (4, 1, '7p8fxmpd63qmkdz.h4n2gp4hec8vn1b@lists.localhost', 1, 7);
INSERT INTO public.known_message_ids VALUES (5, 1, 'th9mxfjcj4bgyqp.na6chenhc4tbkh3@lists.localhost', 1, 9);
INSERT INTO public.known_message_ids VALUES (6, 3, '8x5ayn1twzt44ag.0bq0pwcrfrppw7j@lists.localhost', 2, 13);
INSERT INTO public.known_message_ids VALUES (7, 3, 'm727w41yjhbksng.g248yq13y79y6pq@lists.localhost', 2, 14);
INSERT INTO public.known_message_ids VALUES (8, 3, 'zmwkgvr1enqxj6b.y1xwvsmvh76fcc0@lists.localhost', 2, 16);
INSERT INTO public.known_message_ids VALUES (9, 1, '9j47jb007801cte.0xwvpt5y9ef1s1v@lists.localhost', 1, 18);
INSERT INTO public.known_message_ids VALUES (10, 1, 'yoyaku-sato2.20261122221514@keitai.example.jp', 1, 23);
INSERT INTO public.known_message_ids VALUES (11, 2, 'ddx8r267x440tt1.dvtb0qhr4cazxf0@lists.localhost', 3, 29);
INSERT INTO public.known_message_ids VALUES (12, 2, 'rth0553v1svepyy.cnsg3rrhvxnm332@lists.localhost', 3, 30);
INSERT INTO public.known_message_ids VALUES (13, 2, 'x2a7pnger77ttm2.va4etk7d787k34d@lists.localhost', 3, 32);
INSERT INTO public.known_message_ids VALUES (14, 4, '41f7r24r80n7a99.n7d85jdww1garhq@lists.localhost', 4, 35);
INSERT INTO public.known_message_ids VALUES (15, 4, 'qm1gjpdtbzfke4m.xyns5k2h8pvsq0n@lists.localhost', 4, 36);
INSERT INTO public.known_message_ids VALUES (16, 1, 'y6n20vvtj5x2jwv.k15qbt9bxfmn002@lists.localhost', 5, 38);
INSERT INTO public.known_message_ids VALUES (17, 1, 'bosai-hayashi.20261122221514@home.example.jp', 5, 39);
INSERT INTO public.known_message_ids VALUES (18, 1, '9cyy3pwq0kptqb5.xptzvektb0gzesv@lists.localhost', 5, 41);
INSERT INTO public.known_message_ids VALUES (19, 3, 'r0tgs1av794fr9k.gkrjjxxh5gqbweb@lists.localhost', 2, 43);
INSERT INTO public.known_message_ids VALUES (20, 1, 'e3erdq0crd0mbck.fk63yg1s43d7wzr@lists.localhost', 6, 46);
INSERT INTO public.known_message_ids VALUES (21, 1, 'tf8x40kpagws1pv.yg83gx0s97ag2y9@lists.localhost', 1, 47);
INSERT INTO public.mailings VALUES (1, 'post', 1, 1, NULL, NULL, NULL, '2026-11-22 22:15:15.012916+00', '2026-11-22 22:15:15.012916+00', 'waiting', NULL, 27, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (2, 'post', 2, 1, NULL, NULL, NULL, '2026-11-22 22:15:15.115878+00', '2026-11-22 22:15:15.115878+00', 'waiting', NULL, 27, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (3, 'notice', NULL, 1, '', 'tanaka@shop.example.jp', '\x46726f6d3a203d3f7574662d383f623f35376550355a43493f3d0d0a203c736f676f2d636f6e6669726d2b636477347870386b38786237703835406c697374732e6c6f63616c686f73743e0d0a546f3a203c74616e616b614073686f702e6578616d706c652e6a703e0d0a5375626a6563743a203d3f7574662d383f623f3434435135376550355a4349343443523434475535707973354c713634344775356f71563536692f3434474c343443423434474b3f3d0d0a203d3f7574662d383f623f35364b363434474c34344b42343447503434476734344756343447453f3d0d0a446174653a2053756e2c203232204e6f7620323032362032323a31353a3135202b303030300d0a4d6573736167652d49443a203c37323330676b7371393574633833682e346b68647974646d716b35646b3430406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c796f79616b752d74616e616b612e32303236313132323232313531344073686f702e6578616d706c652e6a703e0d0a5265666572656e6365733a203c796f79616b752d74616e616b612e32303236313132323232313531344073686f702e6578616d706c652e6a703e0d0a4175746f2d5375626d69747465643a206175746f2d7265706c6965640d0a582d4175746f2d526573706f6e73652d53757070726573733a20416c6c0d0a4b616b6568617368692d4c6f6f703a20736f676f2d636f6e6669726d2b636477347870386b38786237703835406c697374732e6c6f63616c686f73740d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a343447543434477534344b6934344f4a34344f7334344b3534344775355a434e35596d4e3434476e343443423434434d35376550355a43493434434e3434473434344775356f71563536692f0d0a3434474d3562474b3434474e3434472b3434475834344766343443434451726a675a546d6e4b7a6b7572726a67597a706749486a6761506a675a2f6a676f4c6a6761376a6759766a6749486a0d0a675a506a6761486a676f6e6a6761666a67612f6e6f72726a6759766a676f486a676f6e6a676f7a6a6762376a675a766a6770506a6761666a675a666a675a2f6a6749494e4367304b354c75320d0a355a434e373779613562694335724352354c79613661536f34344775354c71493537534534344775343447543434476f44516f4e43754f426c4f69487175574968754f427275614b6c65656f0d0a762b4f42702b4f4267754f436a4f4f42734f4f4167654f426b2b4f4272754f446f654f44764f4f44712b4f42712b4f426e654f4272754f4276754f427675692f6c4f532f6f654f426c2b4f420d0a70754f426a2b4f426f4f4f426c654f42684f4f416767304b35707973357061483434477635366d36343447753434472b3434472b3434476e3434474c3434472b343447453434472b343447620d0a34344b543434434344516f4e43754f4370754f43702b4f446c754f42702b6569757569716a654f426d654f43692b4f42714f4f426a654f42722b4f41676561736f654f4272754f446d754f440d0a764f4f43754f4f42702b4f446e4f4f43762b4f44732b4f436b75614b764f4f426c2b4f4270754f426a2b4f426f4f4f426c654f42684f4f416767304b6148523063446f764c7a45794e7934770d0a4c6a41754d546f794d4459314d43396a6232356d61584a744c324e6b647a5234634468724f4868694e3341344e51304b4451726a6759546a6762376a6761376d70356a6c725a446a67612f6a0d0a6749486a675a506a675a506a6761666f706f766a676f6e6a676f7a6a6762376a675a6e6a6749494e436d6830644841364c7938784d6a63754d4334774c6a45364d6a41324e544176625746700d0a624338314f4859325a3249325a47706c6547494e4367304b3434474b35622b44356232543434476634344b4b3434474d343447713434475234344b4d3434477734344342354c325634344b430d0a343447713434475634344b4a34344771343447453434476e343447503434476734344756343447453434434344517270674c4c6f6f597a6c76626e6a67597a6e6f72726a6759766a676f486a0d0a676f766a6762376a6761666a6749486f76496e6a676f766a675a506a67616a6a67612f6a67594c6a676f726a6762376a675a766a6770506a6749494e4367304b4c5330674451726a6762376a0d0a6761486a6761586a67592f6a676f726c6a5a546f7262446b764a6f4e437557566a2b4f42684f5751694f4f436a2b4f426d2b2b386d6e4e765a323874623364755a584a4162476c7a64484d750d0a6247396a5957786f62334e3044516f3d0d0a', '2026-11-22 22:15:15.19049+00', '2026-11-22 22:15:15.19049+00', 'waiting', NULL, NULL, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (4, 'notice', NULL, 1, '', 'suzuki@home.example.jp', '\x46726f6d3a203d3f7574662d383f623f35376550355a43493f3d0d0a203c736f676f2d6f776e6572406c697374732e6c6f63616c686f73743e0d0a546f3a203c73757a756b6940686f6d652e6578616d706c652e6a703e0d0a5375626a6563743a203d3f7574662d383f623f3434435135376550355a43493434435235364b36364b714e34344b53356236463434476b356f71563536692f3434474d4d513d3d3f3d0d0a203d3f7574662d383f623f354c75323434474334344b4b3434472b3434475a3f3d0d0a446174653a2053756e2c203232204e6f7620323032362032323a31353a3135202b303030300d0a4d6573736167652d49443a203c7a31703037766467676265326d66642e6b6b6d6d6d796b6d346e74726a6a64406c697374732e6c6f63616c686f73743e0d0a4175746f2d5375626d69747465643a206175746f2d67656e6572617465640d0a582d4175746f2d526573706f6e73652d53757070726573733a20416c6c0d0a4b616b6568617368692d4c6f6f703a20736f676f2d6f776e6572406c697374732e6c6f63616c686f73740d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a3434434d35376550355a43493434434e3434476e343443424d65533774754f427275614b6c65656f762b4f426a4f6569757569716a654f436b75572b68654f426f2b4f4270754f42684f4f420d0a76754f426d654f416767304b445172696c7141673562694335724352354c79613661536f34344775354c71493537534534344775343447543434476f4451726e6c4c446b754b30673559476c0d0a354c69413434475634344b543434474c34344b4a4451726e6b49626e6c4c4876764a726c76626e6c69624c6a6761376a67594c6a676f766d6c726e6a6761376c6b49336c6959336a6761666c0d0a7359726a6759336a6762376a675a666a675a2f6a67597a6a6749454e43754f426c4f6163724f533675754f42692b4f4369654f42692b656975754f42692b4f4367654f4369654f436a4f4f420d0a76754f426d2b4f436b2b4f42702b4f426c2b4f426e2b4f416767304b4451726d724b486a6761376a6735726a67377a6a67726a6a6761666a6749486f76496e6a675a766a676f766a6759766f0d0a7635546a675a6e6a6759766a67704c6d7362726a676f486a6761626a67592f6a6761446a675a586a6759546a6749494e436d6830644841364c7938784d6a63754d4334774c6a45364d6a41320d0a4e5441766257396b5a584a6864476c766269384e4367304b34344754343447753434474b35352b6c34344b4a343447623434477634344342356f3679353653363570322f343447553434476f0d0a343447724d65615a67756d576b2b4f42717a4870674a726a6762376a6761666a6761666a675a6e6a6749494e43756d41737569686a4f573975654f427275615775654f42712b6d4167654f420d0a6f2b4f4270754f42684f4f4276754f426d654f416767304b44516f744c53414e43754f4276754f426f654f4270654f426a2b4f436975574e6c4f6974734f53386d67304b355a5750343447450d0a355a434934344b5034344762373779616332396e627931766432356c636b427361584e306379357362324e68624768766333514e43673d3d0d0a', '2026-11-22 22:15:15.218562+00', '2026-11-22 22:15:15.193842+00', 'waiting', NULL, NULL, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (5, 'post', 4, 1, NULL, NULL, NULL, '2026-11-22 22:15:15.237223+00', '2026-11-22 22:15:15.237223+00', 'waiting', NULL, 27, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (6, 'notice', NULL, 1, '', 'tanaka@shop.example.jp', '\x46726f6d3a203d3f7574662d383f623f35376550355a43493f3d0d0a203c736f676f2d6f776e6572406c697374732e6c6f63616c686f73743e0d0a546f3a203c74616e616b614073686f702e6578616d706c652e6a703e0d0a5375626a6563743a203d3f7574662d383f623f3434435135376550355a434934344352356f71563536692f34344b53364c794a343447623434472b34344758343447663f3d0d0a446174653a2053756e2c203232204e6f7620323032362032323a31353a3135202b303030300d0a4d6573736167652d49443a203c38613165626b346572666e3561356b2e61796864617630796b766638623470406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c796f79616b752d74616e616b612e32303236313132323232313531344073686f702e6578616d706c652e6a703e0d0a5265666572656e6365733a203c796f79616b752d74616e616b612e32303236313132323232313531344073686f702e6578616d706c652e6a703e0d0a4175746f2d5375626d69747465643a206175746f2d7265706c6965640d0a582d4175746f2d526573706f6e73652d53757070726573733a20416c6c0d0a4b616b6568617368692d4c6f6f703a20736f676f2d6f776e6572406c697374732e6c6f63616c686f73740d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a3434434d35376550355a43493434434e3434473434344775356f71563536692f34344b533434434236594379364b474d356232353434474d35364b36364b714e343447583434476d364c794a0d0a343447623434472b3434475834344766343443434451726a6759726c766f586a675a2f6a675a766a675a666a6762376a675a666a675a2f6a6749494e4367304b354c7532355a434e373779610d0a556d5536494f5734677561776b6553386d756d6b714f4f4272755336694f6530684f4f4272754f426b2b4f427141304b6148523063446f764c7a45794e7934774c6a41754d546f794d4459310d0a4d43397762334e3063793932654859794d6e63354e3246745a48594e4367304b364c2b55354c2b68343447753434474334344b4c3434476f3434474e3434477634344342356f3679353653360d0a3570322f3434477235592b4335597167343447583434476d3434474534344b4c3434476f34344f6834344f3834344f723434476e3562474b3434474e3434472b3434475a3434434344516f4e0d0a43756562744f4f426c2b4f426e2b4f42684f4f42714f4f426a654f41676557506c754f4369755334692b4f426b754f426e2b4f42684f4f42714f4f426a654f42722b4f416751304b357179680d0a3434477534344b6934344f4a34344f7334344b353434477234344f6834344f3834344f7234344b53365943423434476a3434476d3434475034344767343447563434474534344343445170790d0a5a584273655373304e5452684d6d4d794d4745354e544a6c5a475978597a6b335a6a5a695a6a5934514778706333527a4c6d7876593246736147397a6441304b445172696c714167353575300d0a3434475a3434476f3434474e4451726a67497a6f71494c6d7261506a6749336a67616a6d6d376a6a6759336a6749486d724b486a6761376f6f597a6a6759766a676f6e6d6c72446a675a666a0d0a6759546d6c6f666e7136446a6761376c68616a6b765a506a67704c6d6d376a6a6759546a6761626a67592f6a6761446a675a586a6759546a6749494e43754f416a4f696f677561746f2b2b380d0a6d6a457735706d43346f61534d54486d6d594c6a6749336a6761376a676f6a6a6759626a6761766a6749486e6d37546a675a6e6f7149446f6b596e6a6761446a675a486a6761666a676f4c6a0d0a6759766a6762376a6759546a6762376a675a766a6770506a6749494e43755337747557516a654f4367756562744f4f426d654f42714f4f426a654f42722b4f4167654f416a4f5337747557510d0a6a652b386d754f416a654f42712b65326d754f426b654f4270756162754f4f42684f4f4270754f426a2b4f426f4f4f426c654f42684f4f416767304b445172696c71416735592b5734344b4b0d0a354c694c3434475334344b4c3434476f3434474e4451726a67497a6c6a35626a676f726b7549766a675a4c6a6762376a675a6e6a6749336a67616a6d6d376a6a6759546a6761626a67592f6a0d0a6761446a675a586a6759546a6749494e4367304b34344f6834344f3834344f723434476e35592b583434475235592b573434476a34344766357061353434477234344b4335352b6c34344b4a0d0a3434476234344766343447453434476f3434474e34344776343443424451726a67497a6e6e36586a676f6e6a675a766a6761626a67592f6a6761446a675a586a6759546a6749336a67616a6d0d0a6d376a6a6759336d7437766a67596a6a6761626a67592f6a6761446a675a586a6759546a6749494e4367304b34344754343447753434474b35352b6c34344b4a3434476234344776343443420d0a3434475434344775356f71563536692f343447723434476b343447453434476d4d656d416d754f426f4f4f426b654f42702b4f426d654f416767304b44516f744c53414e43754f4276754f420d0a6f654f4270654f426a2b4f436975574e6c4f6974734f53386d67304b355a575034344745355a434934344b5034344762373779616332396e627931766432356c636b427361584e30637935730d0a62324e68624768766333514e43673d3d0d0a', '2026-11-22 22:15:15.261536+00', '2026-11-22 22:15:15.261536+00', 'waiting', NULL, NULL, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (7, 'post', 7, 1, NULL, NULL, NULL, '2026-11-22 22:15:15.405503+00', '2026-11-22 22:15:15.405503+00', 'waiting', NULL, 27, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (8, 'post', 9, 1, NULL, NULL, NULL, '2026-11-22 22:15:15.430148+00', '2026-11-22 22:15:15.430148+00', 'waiting', NULL, 27, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (9, 'post', 13, 3, NULL, NULL, NULL, '2026-11-22 22:15:15.449912+00', '2026-11-22 22:15:15.449912+00', 'waiting', NULL, 28, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (10, 'post', 14, 3, NULL, NULL, NULL, '2026-11-22 22:15:15.462881+00', '2026-11-22 22:15:15.462881+00', 'waiting', NULL, 28, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (11, 'post', 16, 3, NULL, NULL, NULL, '2026-11-22 22:15:15.47574+00', '2026-11-22 22:15:15.47574+00', 'waiting', NULL, 28, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (12, 'post', 18, 1, NULL, NULL, NULL, '2026-11-22 22:15:15.488978+00', '2026-11-22 22:15:15.488978+00', 'waiting', NULL, 27, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (13, 'post', 23, 1, NULL, NULL, NULL, '2026-11-22 22:15:15.511601+00', '2026-11-22 22:15:15.511601+00', 'waiting', NULL, 27, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (14, 'post', 29, 2, NULL, NULL, NULL, '2026-11-22 22:15:15.528324+00', '2026-11-22 22:15:15.528324+00', 'waiting', NULL, 25, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (15, 'post', 30, 2, NULL, NULL, NULL, '2026-11-22 22:15:15.541415+00', '2026-11-22 22:15:15.541415+00', 'waiting', NULL, 25, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (16, 'post', 32, 2, NULL, NULL, NULL, '2026-11-22 22:15:15.554365+00', '2026-11-22 22:15:15.554365+00', 'waiting', NULL, 25, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (17, 'post', 35, 4, NULL, NULL, NULL, '2026-11-22 22:15:15.568208+00', '2026-11-22 22:15:15.568208+00', 'waiting', NULL, 23, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (18, 'post', 36, 4, NULL, NULL, NULL, '2026-11-22 22:15:15.581088+00', '2026-11-22 22:15:15.581088+00', 'waiting', NULL, 23, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (19, 'post', 38, 1, NULL, NULL, NULL, '2026-11-22 22:15:15.598026+00', '2026-11-22 22:15:15.598026+00', 'waiting', NULL, 27, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (20, 'post', 39, 1, NULL, NULL, NULL, '2026-11-22 22:15:15.623251+00', '2026-11-22 22:15:15.623251+00', 'waiting', NULL, 27, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (22, 'post', 43, 3, NULL, NULL, NULL, '2026-11-22 22:15:15.658458+00', '2026-11-22 22:15:15.658458+00', 'waiting', NULL, 28, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (23, 'post', 46, 1, NULL, NULL, NULL, '2026-11-22 22:15:15.671524+00', '2026-11-22 22:15:15.671524+00', 'waiting', NULL, 27, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (24, 'post', 47, 1, NULL, NULL, NULL, '2026-11-22 22:15:15.68359+00', '2026-11-22 22:15:15.68359+00', 'waiting', NULL, 27, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (25, 'notice', NULL, 1, '', 'suzuki@home.example.jp', '\x46726f6d3a203d3f7574662d383f623f35376550355a43493f3d0d0a203c736f676f2d6f776e6572406c697374732e6c6f63616c686f73743e0d0a546f3a203c73757a756b6940686f6d652e6578616d706c652e6a703e0d0a5375626a6563743a203d3f7574662d383f623f3434435135376550355a43493434435235364b36364b714e34344b53356236463434476b356f71563536692f3434474d4d513d3d3f3d0d0a203d3f7574662d383f623f354c75323434474334344b4b3434472b3434475a3f3d0d0a446174653a2053756e2c203232204e6f7620323032362032323a31353a3135202b303030300d0a4d6573736167652d49443a203c70727a6865616774307333746e79742e627776786339797178663833686a76406c697374732e6c6f63616c686f73743e0d0a4175746f2d5375626d69747465643a206175746f2d67656e6572617465640d0a582d4175746f2d526573706f6e73652d53757070726573733a20416c6c0d0a4b616b6568617368692d4c6f6f703a20736f676f2d6f776e6572406c697374732e6c6f63616c686f73740d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a3434434d35376550355a43493434434e3434476e343443424d65533774754f427275614b6c65656f762b4f426a4f6569757569716a654f436b75572b68654f426f2b4f4270754f42684f4f420d0a76754f426d654f416767304b445172696c7141673562694335724352354c79613661536f34344775354c71493537534534344775343447543434476f4451726d6e4b6a6d6e5a4567355a4b4d0d0a354c6d663434475634344b543434474c34344b4a4451726e6b49626e6c4c4876764a726a67612f6a675a6a6a676f486a6761626a6761376d6970586e714c2f6a6761666a675a6e6a6749494e0d0a4367304b357179683434477534344f6134344f3834344b343434476e34344342364c794a3434476234344b4c3434474c364c2b553434475a3434474c34344b533572473634344b423434476d0d0a34344750343447673434475634344745343443434451706f644852774f6938764d5449334c6a41754d4334784f6a49774e6a55774c3231765a475679595852706232347644516f4e43754f420d0a6b2b4f4272754f426975656670654f4369654f426d2b4f42722b4f416765614f7375656b75756164762b4f426c4f4f42714f4f42717a486d6d594c706c70506a67617378365943613434472b0d0a3434476e3434476e3434475a3434434344517270674c4c6f6f597a6c76626e6a6761376d6c726e6a676176706749486a6761506a6761626a6759546a6762376a675a6e6a6749494e4367304b0d0a4c5330674451726a6762376a6761486a6761586a67592f6a676f726c6a5a546f7262446b764a6f4e437557566a2b4f42684f5751694f4f436a2b4f426d2b2b386d6e4e765a323874623364750d0a5a584a4162476c7a64484d756247396a5957786f62334e3044516f3d0d0a', '2026-11-22 22:15:15.70918+00', '2026-11-22 23:15:15.193842+00', 'cancelled', NULL, NULL, 0, '2026-11-22 22:15:15.726414+00', NULL);
INSERT INTO public.mailings VALUES (21, 'post', 41, 1, NULL, NULL, NULL, '2026-11-22 22:15:15.645402+00', '2026-11-22 22:15:15.645402+00', 'cancelled', NULL, 27, 0, '2026-11-22 22:15:15.753795+00', NULL);
INSERT INTO public.mailings VALUES (26, 'notice', NULL, 1, '', 'suzuki@home.example.jp', '\x46726f6d3a203d3f7574662d383f623f35376550355a43493f3d0d0a203c736f676f2d6f776e6572406c697374732e6c6f63616c686f73743e0d0a546f3a203c73757a756b6940686f6d652e6578616d706c652e6a703e0d0a5375626a6563743a203d3f7574662d383f623f3434435135376550355a43493434435235364b36364b714e34344b53356236463434476b356f71563536692f3434474d4d673d3d3f3d0d0a203d3f7574662d383f623f354c75323434474334344b4b3434472b3434475a3f3d0d0a446174653a2053756e2c203232204e6f7620323032362032323a31353a3135202b303030300d0a4d6573736167652d49443a203c353736636374667a356274376237702e70706773783766327976796d6b3067406c697374732e6c6f63616c686f73743e0d0a4175746f2d5375626d69747465643a206175746f2d67656e6572617465640d0a582d4175746f2d526573706f6e73652d53757070726573733a20416c6c0d0a4b616b6568617368692d4c6f6f703a20736f676f2d6f776e6572406c697374732e6c6f63616c686f73740d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a3434434d35376550355a43493434434e3434476e343443424d75533774754f427275614b6c65656f762b4f426a4f6569757569716a654f436b75572b68654f426f2b4f4270754f42684f4f420d0a76754f426d654f416767304b445172696c7141673562694335724352354c79613661536f34344775354c71493537534534344775343447543434476f4451726d6e4b6a6d6e5a4567355a4b4d0d0a354c6d663434475634344b543434474c34344b4a4451726e6b49626e6c4c4876764a726a67612f6a675a6a6a676f486a6761626a6761376d6970586e714c2f6a6761666a675a6e6a6749494e0d0a4367304b34706167494f4f416b4f654a756557497065532b6f656167764f4f416b656d597375654b722b4f43712b4f446f654f4471654f4272754f426c4f6168694f57476851304b3434474b0d0a35623658356f4f463561437834344b3734344f7a34344b2f34344f383434475634344b543434474c34344b4a4451726e6b49626e6c4c4876764a726a67612f6a675a6a6a676f486a6761626a0d0a6761376d6970586e714c2f6a6761666a675a6e6a6749494e4367304b357179683434477534344f6134344f3834344b343434476e34344342364c794a3434476234344b4c3434474c364c2b550d0a3434475a3434474c34344b533572473634344b423434476d34344750343447673434475634344745343443434451706f644852774f6938764d5449334c6a41754d4334784f6a49774e6a55770d0a4c3231765a475679595852706232347644516f4e43754f426b2b4f4272754f426975656670654f4369654f426d2b4f42722b4f416765614f7375656b75756164762b4f426c4f4f42714f4f420d0a717a486d6d594c706c70506a67617378365943613434472b3434476e3434476e3434475a3434434344517270674c4c6f6f597a6c76626e6a6761376d6c726e6a676176706749486a6761506a0d0a6761626a6759546a6762376a675a6e6a6749494e4367304b4c5330674451726a6762376a6761486a6761586a67592f6a676f726c6a5a546f7262446b764a6f4e437557566a2b4f42684f57510d0a694f4f436a2b4f426d2b2b386d6e4e765a323874623364755a584a4162476c7a64484d756247396a5957786f62334e3044516f3d0d0a', '2026-11-22 22:15:15.734722+00', '2026-11-22 23:15:15.193842+00', 'waiting', NULL, NULL, 0, NULL, NULL);
INSERT INTO public.mailings VALUES (27, 'notice', NULL, 1, '', 'hayashi@home.example.jp', '\x46726f6d3a203d3f7574662d383f623f35376550355a43493f3d0d0a203c736f676f2d6f776e6572406c697374732e6c6f63616c686f73743e0d0a546f3a203c6861796173686940686f6d652e6578616d706c652e6a703e0d0a5375626a6563743a203d3f7574662d383f623f3434435135376550355a434934344352356f71563536692f34344b53365a3265364b476f3536533634344772343447583434472b3f3d0d0a203d3f7574662d383f623f34344758343447663f3d0d0a446174653a2053756e2c203232204e6f7620323032362032323a31353a3135202b303030300d0a4d6573736167652d49443a203c73643770706d396b326e73397861322e7665326637796164376d6b65777133406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c3963797933707771306b70747162352e7870747a76656b746230677a657376406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c3963797933707771306b70747162352e7870747a76656b746230677a657376406c697374732e6c6f63616c686f73743e0d0a4175746f2d5375626d69747465643a206175746f2d7265706c6965640d0a582d4175746f2d526573706f6e73652d53757070726573733a20416c6c0d0a4b616b6568617368692d4c6f6f703a20736f676f2d6f776e6572406c697374732e6c6f63616c686f73740d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a3434434d35376550355a43493434434e34344772364c794a3434476a3434476d3434474534344766356f71563536692f34344b533434434236594379364b474d356232353434474d365a32650d0a364b476f3536533634344772343447583434472b34344758343447663434434344516f4e43755337747557516a652b386d756d597375654276654f4272754f426975656670654f4369654f420d0a6d2b4f446f654f44764f4f44712b4f436b75574968754f42692b4f4369754f43684f4f426d654f426a77304b3535434735355378373779613559434c354c7136356f4f46356143783434474d0d0a355a43723434472b34344b4d3434476d3434474534344b4c44516f4e4375614b6c65656f762b4f42722b6132694f4f42694f4f4270754f42684f4f4276754f426d2b4f436b2b4f41677557460d0a672b4f4272755767744f614a674f4f42712b4f42722b4f41676565516875655573654f426f4f4f426b654f426a4f6968714f656b75754f426c654f436a4f4f4276754f426d654f416767304b0d0a6148523063446f764c7a45794e7934774c6a41754d546f794d4459314d43397762334e3063793933597a59314d325a72617a526c4d6d6f4e4367304b3537534e356236583434476e3434474e0d0a34344771343447453434476f3434474e3434477634344342343447543434477534344f6834344f3834344f7234344772364c2b55354c2b68343447583434476d3434475034344767343447560d0a343447453434434344517270674c4c6f6f597a6c76626e6a67597a6f7171336a67622f6e6d37546a675a666a6762376a675a6e6a6749494e4367304b34344754343447753434474b35352b6c0d0a34344b4a3434476234344776343443423434475434344775356f71563536692f343447723434476b343447453434476d4d656d416d754f426f4f4f426b654f42702b4f426d654f416767304b0d0a44516f744c53414e43754f4276754f426f654f4270654f426a2b4f436975574e6c4f6974734f53386d67304b355a575034344745355a434934344b5034344762373779616332396e627931760d0a6432356c636b427361584e306379357362324e68624768766333514e43673d3d0d0a', '2026-11-22 22:15:15.76161+00', '2026-11-22 22:15:15.76161+00', 'waiting', NULL, NULL, 0, NULL, NULL);
INSERT INTO public.measure_progress VALUES (1, 7, '2026-09-24', '市民会館の空きをウェブで見られるようにしました。見た人の数です。', 412.00, '件', 9, '2026-11-22 22:15:14.96436+00');
INSERT INTO public.measure_progress VALUES (2, 7, '2026-10-29', '電話とメールでの予約を試し始めました。予約の数です。', 38.00, '件', 9, '2026-11-22 22:15:14.964365+00');
INSERT INTO public.measure_versions VALUES (1, 1, 1, 1, '地域情報化', '官民協働による推進体制の整備', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.911281+00');
INSERT INTO public.measure_versions VALUES (2, 1, 2, 1, '地域情報化', '官民協働による推進体制の整備', '', '', 'together', '企画課', 'running', 2025, 2028, 'ready effective', '', 'decision', '推進本部の会議で決まりました。', 9, '2026-11-22 22:15:14.911286+00');
INSERT INTO public.measure_versions VALUES (3, 2, 1, 1, '地域情報化', 'IT講習会などの実施', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.915309+00');
INSERT INTO public.measure_versions VALUES (4, 2, 2, 1, '地域情報化', 'IT講習会などの実施', '', '', 'together', '生涯学習課', 'running', 2025, 2028, 'ready', '', 'decision', '推進本部の会議で決まりました。', 9, '2026-11-22 22:15:14.915315+00');
INSERT INTO public.measure_versions VALUES (5, 3, 1, 1, '地域情報化', '小中学校の情報教育環境の充実', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.918068+00');
INSERT INTO public.measure_versions VALUES (6, 3, 2, 1, '地域情報化', '小中学校の情報教育環境の充実', '', '', 'city', '教育総務課', 'study', 2025, 2028, 'needs_study', '', 'decision', '推進本部の会議で決まりました。', 9, '2026-11-22 22:15:14.918074+00');
INSERT INTO public.measure_versions VALUES (7, 4, 1, 1, '地域情報化', 'ホームページなどの拡充による双方向の情報交換', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.920869+00');
INSERT INTO public.measure_versions VALUES (8, 4, 2, 1, '地域情報化', 'ホームページなどの拡充による双方向の情報交換', '', '', 'city', '広報課', 'running', 2025, 2028, 'ready effective', '', 'decision', '推進本部の会議で決まりました。', 9, '2026-11-22 22:15:14.920874+00');
INSERT INTO public.measure_versions VALUES (9, 5, 1, 1, '地域情報化', '保健・医療・福祉・防災などの情報提供', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.923414+00');
INSERT INTO public.measure_versions VALUES (10, 5, 2, 1, '地域情報化', '保健・医療・福祉・防災などの情報提供', '', '', 'city', '福祉課', 'study', 2025, 2028, 'effective', '', 'decision', '推進本部の会議で決まりました。', 9, '2026-11-22 22:15:14.923418+00');
INSERT INTO public.measure_versions VALUES (11, 6, 1, 1, '地域情報化', '観光情報の一元化', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.926528+00');
INSERT INTO public.measure_versions VALUES (12, 7, 1, 1, '地域情報化', '施設の案内・予約', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.928806+00');
INSERT INTO public.measure_versions VALUES (13, 7, 2, 1, '地域情報化', '施設の案内・予約', '市民会館、公民館、体育館の部屋について、空いている時間をウェブで見られるようにし、予約を受け付けます。
はじめは市民会館だけで試し、電話とメールでの受け付けもあわせて行います。', '市民会館などの部屋の空きを調べ、窓口に行かなくても予約できるようにします。', 'city', '市民協働課', 'trial', 2025, 2028, 'ready effective', '', 'decision', '推進本部の会議で決まりました。', 9, '2026-11-22 22:15:14.92881+00');
INSERT INTO public.measure_versions VALUES (14, 8, 1, 1, '地域情報化', '申請・届出などの電子化', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.931442+00');
INSERT INTO public.measure_versions VALUES (15, 8, 2, 1, '地域情報化', '申請・届出などの電子化', '', '', 'city', '市民課', 'study', 2025, 2028, 'needs_study beyond_the_city', '', 'decision', '推進本部の会議で決まりました。', 9, '2026-11-22 22:15:14.931446+00');
INSERT INTO public.measure_versions VALUES (16, 9, 1, 1, '地域情報化', '公共施設への情報通信技術の導入', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.933335+00');
INSERT INTO public.measure_versions VALUES (17, 10, 1, 1, '地域情報化', '電子掲示板などによる地域づくり・ボランティア団体の支援', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.935312+00');
INSERT INTO public.measure_versions VALUES (18, 10, 2, 1, '地域情報化', '電子掲示板などによる地域づくり・ボランティア団体の支援', '', '', 'together', '市民協働課', 'trial', 2025, 2028, 'ready', '', 'decision', '推進本部の会議で決まりました。', 9, '2026-11-22 22:15:14.935316+00');
INSERT INTO public.measure_versions VALUES (19, 11, 1, 1, '地域情報化', '需要と供給を合致させるしくみづくりの支援', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.937155+00');
INSERT INTO public.measure_versions VALUES (20, 12, 1, 1, '地域情報化', '入札手続の電子化', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.939078+00');
INSERT INTO public.measure_versions VALUES (21, 12, 2, 1, '地域情報化', '入札手続の電子化', '', '', 'city', '契約課', 'study', 2025, 2028, 'beyond_the_city', '', 'decision', '推進本部の会議で決まりました。', 9, '2026-11-22 22:15:14.939081+00');
INSERT INTO public.measure_versions VALUES (22, 13, 1, 1, '行政情報化', 'パソコン・ネットワークの整備と職員研修', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.941594+00');
INSERT INTO public.measure_versions VALUES (23, 13, 2, 1, '行政情報化', 'パソコン・ネットワークの整備と職員研修', '', '', 'city', '総務課', 'running', 2025, 2028, 'ready', '', 'decision', '推進本部の会議で決まりました。', 9, '2026-11-22 22:15:14.941598+00');
INSERT INTO public.measure_versions VALUES (24, 13, 3, 1, '行政情報化', 'パソコン・ネットワークの整備と職員研修', '', '', 'city', '総務課', 'done', 2025, 2028, 'ready', '', 'decision', 'すべての職場に行きわたりました。', 9, '2026-11-22 22:15:14.941599+00');
INSERT INTO public.measure_versions VALUES (25, 14, 1, 1, '行政情報化', '行政情報の電子化と共有化', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.944319+00');
INSERT INTO public.measure_versions VALUES (26, 14, 2, 1, '行政情報化', '行政情報の電子化と共有化', '', '', 'city', '総務課', 'running', 2025, 2028, 'effective', '', 'decision', '推進本部の会議で決まりました。', 9, '2026-11-22 22:15:14.944322+00');
INSERT INTO public.measure_versions VALUES (27, 15, 1, 1, '行政情報化', '組織・業務の見直し', '', '', 'city', '', 'untouched', 2025, 2028, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.946327+00');
INSERT INTO public.measure_versions VALUES (28, 16, 1, 2, '地域情報化', '市民・企業との連携による民間主導の情報化', '', '', 'city', '', 'untouched', 2029, 2033, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.948165+00');
INSERT INTO public.measure_versions VALUES (29, 16, 2, 2, '地域情報化', '市民・企業との連携による民間主導の情報化', '', '', 'private', '産業課', 'untouched', 2029, 2033, 'needs_study', '', 'decision', '推進本部の会議で決まりました。', 9, '2026-11-22 22:15:14.948168+00');
INSERT INTO public.measure_versions VALUES (30, 17, 1, 2, '地域情報化', '保健・医療・福祉・防災の多様なサービス', '', '', 'city', '', 'untouched', 2029, 2033, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.950038+00');
INSERT INTO public.measure_versions VALUES (31, 18, 1, 2, '地域情報化', '動画教材と学校間交流', '', '', 'city', '', 'untouched', 2029, 2033, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.951755+00');
INSERT INTO public.measure_versions VALUES (32, 19, 1, 2, '地域情報化', '産学官連携と地域内企業ネットワークの強化', '', '', 'city', '', 'untouched', 2029, 2033, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.953393+00');
INSERT INTO public.measure_versions VALUES (33, 20, 1, 2, '地域情報化', '電子認証による申請・調達とICカードの活用', '', '', 'city', '', 'untouched', 2029, 2033, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.954991+00');
INSERT INTO public.measure_versions VALUES (34, 21, 1, 2, '行政情報化', '庁内システムの統合化・連携化', '', '', 'city', '', 'untouched', 2029, 2033, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.956458+00');
INSERT INTO public.measure_versions VALUES (35, 22, 1, 2, '行政情報化', '庁内情報高度活用システムの導入', '', '', 'city', '', 'untouched', 2029, 2033, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.95799+00');
INSERT INTO public.measure_versions VALUES (36, 23, 1, 2, '行政情報化', '窓口の段階的な総合化', '', '', 'city', '', 'untouched', 2029, 2033, '', '', 'entered', '', NULL, '2026-11-22 22:15:14.959413+00');
INSERT INTO public.measures VALUES (1, 'B1', 1);
INSERT INTO public.measures VALUES (2, 'B2', 2);
INSERT INTO public.measures VALUES (3, 'B3', 3);
INSERT INTO public.measures VALUES (4, 'B4', 4);
INSERT INTO public.measures VALUES (5, 'B5', 5);
INSERT INTO public.measures VALUES (6, 'B6', 6);
INSERT INTO public.measures VALUES (7, 'B7', 7);
INSERT INTO public.measures VALUES (8, 'B8', 8);
INSERT INTO public.measures VALUES (9, 'B9', 9);
INSERT INTO public.measures VALUES (10, 'B10', 10);
INSERT INTO public.measures VALUES (11, 'B11', 11);
INSERT INTO public.measures VALUES (12, 'B12', 12);
INSERT INTO public.measures VALUES (13, 'B13', 13);
INSERT INTO public.measures VALUES (14, 'B14', 14);
INSERT INTO public.measures VALUES (15, 'B15', 15);
INSERT INTO public.measures VALUES (16, 'B16', 16);
INSERT INTO public.measures VALUES (17, 'B17', 17);
INSERT INTO public.measures VALUES (18, 'B18', 18);
INSERT INTO public.measures VALUES (19, 'B19', 19);
INSERT INTO public.measures VALUES (20, 'B20', 20);
INSERT INTO public.measures VALUES (21, 'B21', 21);
INSERT INTO public.measures VALUES (22, 'B22', 22);
INSERT INTO public.measures VALUES (23, 'B23', 23);
INSERT INTO public.messages VALUES (1, 'lmtp', '2026-10-29 17:27:14+00', NULL, NULL, 'haru..1951@keitai.example.jp', 688, '\x46726f6d3a20686172752e2e31393531406b65697461692e6578616d706c652e6a700d0a546f3a20736f676f406c697374732e6c6f63616c686f73740d0a5375626a6563743a203d3f49534f2d323032322d4a503f423f477952434f31524d4d544a784e46736b546b303954484d6b5469517a4a4567624b45493d3f3d0d0a446174653a205468752c203239204f637420323032362031373a32373a3134202b303030300d0a4d6573736167652d49443a203c796f79616b752e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d69736f2d323032322d6a700d0a436f6e74656e742d5472616e736665722d456e636f64696e673a20376269740d0a0d0a1b2442244f2438246124462561213c256b2437245e243921231b28420d0a1b24424b4c434f3668244e3a3446232447243921233c373d3d385e3a502447243921231b28420d0a0d0a1b24423b544c313271345b244e4f423c3c24723c5a246a246b244e244b21221b28420d0a1b244225502539244b3e6824432446416b387d245e24473954242b244a242424481b28420d0a1b244224242431245e243b247321231b28420d0a0d0a1b2442212639542443244624623675242424462424244a2424467c242c2422246b1b28420d0a1b2442212645454f432447244f3c7524312446246224692428244a24241b28420d0a1b244221263522246a244e25502539244f306c3b7e3456244b306c4b5c1b28420d0a0d0a1b24423248242b24693675242d242c4a2c242b24432446212245454f43242b1b28420d0a1b24422561213c256b24474d3d4c732447242d246b24682426244b1b28420d0a1b2442244a246a245e243b2473242b21231b28420d0a');
INSERT INTO public.messages VALUES (2, 'web', '2026-10-30 00:39:14+00', NULL, NULL, '', 2837, '\x46726f6d3a203d3f7574662d383f623f365a32533570796f494f4f426c654f426a2b4f4369513d3d3f3d0d0a203c736f676f406c697374732e6c6f63616c686f73743e0d0a546f3a203c736f676f406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f556d5536494f5734677561776b6553386d756d6b714f4f4272755336694f6530684f4f4272754f426b2b4f4271413d3d3f3d0d0a446174653a204672692c203330204f637420323032362030303a33393a3134202b303030300d0a4d6573736167652d49443a203c7a6a397a71317777767479303570352e7139767634653862726b6838317467406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c796f79616b752e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a5265666572656e6365733a203c796f79616b752e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f34656430376637303435623931356264373835326630646333363835373964633735653032633663220d0a0d0a2d2d3d5f346564303766373034356239313562643738353266306463333638353739646337356530326336630d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a354c3251364a656b3434475634344b543434434235707534343447453434476d3434475034344767343447563434476a3434476d3434474334344b4b3434474d3434476f34344747343447550d0a34344757343447453434472b3434475a3434434344516f4e43754f436a2b4f426e2b4f426c2b4f4367754f4374654f44764f4f43722b4f44712b4f42702b57536a4f5775704f4f436b7553390d0a762b4f426f2b4f4270754f42684f4f4276754f426d654f41677565716b2b57506f2b4f426a4f6d57692b4f42684f4f4270754f42684f4f43692b4f4272754f4272796f7135626d7a3570656c0d0a343447754f65615a67754f42692b4f436954453335706d434b69726a6761446a675a486a6761726a6761376a6761666a6749486b7535586b756f766a67704c6a675a666a6761626a6759546a0d0a676f766b7572726a67612f6b764a486a67622f6a67704c6c6a35626a6761506a6761626f6f597a6a67592f6a675a666a6759766a67594c6a676f726a6762376a675a766a6770506a6749494e0d0a4367304b355a75773434476a3434476d3434474534344b4c343447543434476f34344b53355969473434475234344b4c3434476f343443423571796834344775354c714d3434476b343447670d0a3434476f356f4364343447453434472b3434475a3434434344516f4e436a4575494f657075754f42684f4f4270754f42684f4f43692b615870654f426a4f4f41676569686a4f4f426a2b4f420d0a76754f42702b574968754f42692b4f4369654f4271754f426841304b4d6934673535537a34344758364c36383434472f34344772343443423536715435592b6a34344734364b474d343447500d0a35622b46364b61423434474d3434474334344b4c44516f3d0d0a2d2d3d5f346564303766373034356239313562643738353266306463333638353739646337356530326336630d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b354c3251364a656b3434475634344b543434434235707534343447453434476d3434475034344767343447560d0a3434476a3434476d3434474334344b4b3434474d3434476f343447473434475534344757343447453434472b3434475a34344343504339775067304b5048412b34344b5034344766343447580d0a34344b4334344b3134344f3834344b7634344f723434476e355a4b4d3561366b34344b53354c322f3434476a3434476d343447453434472b3434475a343443433536715435592b6a3434474d0d0a365a614c343447453434476d3434474534344b4c343447753434477650484e30636d39755a7a376c7562506d6c36586a6761343535706d433434474c34344b4a4d54666d6d5949384c334e300d0a636d39755a7a376a6761446a675a486a6761726a6761376a6761666a6749486b7535586b756f766a67704c6a675a666a6761626a6759546a676f766b7572726a67612f6b764a486a67622f6a0d0a67704c6c6a35626a6761506a6761626f6f597a6a67592f6a675a666a6759766a67594c6a676f726a6762376a675a766a6770506a674949384c33412b44516f386344376c6d37446a6761506a0d0a6761626a6759546a676f766a675a506a67616a6a67704c6c6949626a675a486a676f766a67616a6a6749486d724b486a6761376b756f7a6a6761546a6761446a67616a6d674a336a6759546a0d0a6762376a675a6e6a674949384c33412b44516f386232772b44516f3862476b2b35366d36343447453434476d3434474534344b4c3570656c3434474d34344342364b474d343447503434472b0d0a3434476e355969473434474c34344b4a3434477134344745504339736154344e436a78736154376e6c4c506a675a666f76727a6a67622f6a6761766a6749486e7170506c6a36506a67626a6f0d0a6f597a6a67592f6c7634586f706f486a67597a6a67594c6a676f73384c3278705067304b504339766244344e436a7776596d396b655434384c3268306257772b44516f3d0d0a2d2d3d5f346564303766373034356239313562643738353266306463333638353739646337356530326336632d2d0d0a');
INSERT INTO public.messages VALUES (3, 'lmtp', '2026-10-30 19:51:14+00', NULL, NULL, 'tanaka@shop.example.jp', 981, '\x46726f6d3a203d3f7574662d383f623f35355377354c6974494f57427065533467413d3d3f3d203c74616e616b614073686f702e6578616d706c652e6a703e0d0a546f3a20736f676f406c697374732e6c6f63616c686f73740d0a5375626a6563743a203d3f7574662d383f623f556d5536494f5734677561776b6553386d756d6b714f4f4272755336694f6530684f4f4272754f426b2b4f4271413d3d3f3d0d0a446174653a204672692c203330204f637420323032362031393a35313a3134202b303030300d0a4d6573736167652d49443a203c796f79616b752d74616e616b612e32303236313132323232313531344073686f702e6578616d706c652e6a703e0d0a496e2d5265706c792d546f3a203c7a6a397a71317777767479303570352e7139767634653862726b6838317467406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c796f79616b752e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a203c7a6a397a71317777767479303570352e7139767634653862726b6838317467406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a20386269740d0a0d0ae59586e5ba97e4bc9ae381aee794b0e4b8ade381a7e38199e380820d0a0d0a3e20312e20e7a9bae38184e381a6e38184e3828be697a5e3818ce38081e8a18ce3818fe381bee381a7e58886e3818be38289e381aae381840d0a0d0ae4bc9ae8adb0e5aea4e38282e5908ce38198e381a7e38199e38082e59586e5ba97e4bc9ae381aee99b86e381bee3828ae381a7e6af8ee69c88e4bdbfe38184e381bee38199e3818ce38081e58588e381abe99bbbe8a9b1e381a70d0ae8819ee38184e381a6e38282e3808ce69da5e381a6e3818be38289e8a68be381a6e3818fe381a0e38195e38184e3808de381a8e8a880e3828fe3828ce381bee38199e380820d0a0d0a3e20322e20e794b3e38197e8bebce381bfe381abe38081e7aa93e58fa3e381b8e8a18ce3818fe5bf85e8a681e3818ce38182e3828b0d0a0d0ae99bbbe8a9b1e381a0e38191e381a7e38282e58f97e38191e381a6e38282e38289e38188e3828ce381b0e38081e3819ae38184e381b6e38293e58aa9e3818be3828ae381bee38199e380820d0a0d0a2d2d200d0ae794b0e4b8ad20e581a5e4b880efbc88e4b8ade5a4aee59586e5ba97e4bc9aefbc890d0ae99bbbe8a9b120303535352d30302d313233340d0a');
INSERT INTO public.messages VALUES (4, 'web', '2026-11-01 12:39:14+00', NULL, NULL, '', 12413, '\x46726f6d3a203d3f7574662d383f623f35352b7a354c7156494f694d67673d3d3f3d0d0a203c736f676f406c697374732e6c6f63616c686f73743e0d0a546f3a203c736f676f406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f556d5536494f5734677561776b6553386d756d6b714f4f4272755336694f6530684f4f4272754f426b2b4f4271413d3d3f3d0d0a446174653a2053756e2c203031204e6f7620323032362031323a33393a3134202b303030300d0a4d6573736167652d49443a203c37703866786d70643633716d6b647a2e68346e3267703468656338766e3162406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c796f79616b752e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a5265666572656e6365733a203c796f79616b752e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f6d697865643b0d0a20626f756e646172793d223d5f31646233393831333161323363386236303738643865366335633431666635623337366130646561220d0a0d0a2d2d3d5f316462333938313331613233633862363037386438653663356334316666356233373661306465610d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a35596d4e3535576c3434434135703278355a7977355979363434477535352b7a354c71563434476f3535537a343447583434472b3434475a343443433559577235593242354c69413571327a0d0a343447723434477134344b4b3434472b3434475a3434434344516f4e437557627375656967654f42727553386d754f42702b53386d756d6b714f4f436b755339762b4f436a2b4f426d2b4f420d0a70754f42684f4f426e2b4f426f4f4f42684f4f4270754f4269754f4369754f4276754f426d654f4167756932732b4f436b75614371754f426a2b4f426c2b4f4276754f426c2b4f4270754f420d0a692b4f4369654f4167656555732b4f426c2b692b764f4f42762b4f4272754f426e2b4f4367654f426f4f4f426b654f42712b574875754f42692b4f426b654f43692b4f4272754f426a4f4f420d0a704f4f4369654f426a2b4f4271754f4369754f4276754f426c2b4f426e2b4f4167754f446b654f4376654f43732b4f44732b4f436775615175755734722b6d62752b697073654f436775614d0d0a67654f426f2b4f4270754f4269754f4369754f4276754f426d2b4f436b2b4f416767304b4451726d715a2f6d6f72446a6761666e6c4c506a675a666f76727a6a676f486a676f766a676f6a6a0d0a6759626a6761766a6761726a676f766a6761376a67612f6a676f6a6a6759546a675a506a67616a6a6761666a675a6e6a67597a6a674948706d37766f7162486a6761666b7572726a676176700d0a6f4c7a6a676f486a676f7670675a506a676f4c6a6749486a67616e6a6759626a6759766d726f766a675a666a6761626a67592f6a6761446a675a586a6759546a67494c6a6749446f6a596e6a0d0a6749554e43673d3d0d0a2d2d3d5f316462333938313331613233633862363037386438653663356334316666356233373661306465610d0a436f6e74656e742d547970653a20696d6167652f706e670d0a436f6e74656e742d446973706f736974696f6e3a206174746163686d656e743b0d0a2066696c656e616d652a302a3d7574662d3827272545362538392538422545372542342539392545332538312541452545352538362539392545332538312539372e706e670d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a6956424f5277304b47676f414141414e53556845556741414161514141414a534341414141414370424f35774141416537456c4551565234327531643461347272513373672f6e5a3831796f0d0a763672712b2b344a4c4c624859414b6333454656623656444e35764d6567475050664f662f334a63502f37446e3441676352416b677352426b446749456b48694945676342496b676352416b0d0a677352426b446749456b48694945676342496b676352416b446f4a456b446749456b48694945676342496b676352416b446f4a456b446749456b48694945676342496b676352416b446f4a450d0a6b44674945676442496b676342496b676352416b446f4a456b44674945676442496b676342496b67636678366b4d712f512f372f6e2f642f7663667250554e2b2f684631686a6e6161306a310d0a53663031336850614b66576e534830706259626f5832626754682f6674786a3349645738502b4f6a4950337a71633376332f353838764d2f6d76736541556e6b2f576c696658565262714d470d0a2b6a3150314773384c6943544946566631774661486842394571547147526239435a622b535a2f3436763965345247757a306a3638343852613949482f444e653339396a50704c557a336b5a0d0a45325150534a45666d44507744494a456b5067444579534374414b6b503373765938395562382b7372572f33312b464e656c453257492b396d3152374c6d4f544c73726c6e702f53586d67430d0a4a46472f377764422b6d65763068387558732f395837483358652b7a79667975536e343264753135374b564f4d4d39616a326e4b4136644e474c7a54663361512f2f35756d376267537051380d0a6e7a34336b763438322b347a4874716b69334d2b61653941374f4d75696d6a74367736423950362b5a57636b6561655036744572466f79697a786c39507076724b41394c4577646d5244765a0d0a6b38633759666134713937475279504a65433565705941352b6a4d2b2f365a2f6677706354347850616464574d664d617a716545496b6e2f6c492b4370443858723449653461466e50425a4a0d0a78566b6272516c614a4c554c7a73696e68504f512f616438646e636e66636173663862467a5969394a307847556e30502b723672766766783173622b43335637534848664736457465502b6a0d0a66587833357a326665456156455a37644d2b453875625133556f7859302f4c5465675a624a74656b396a4e6b31356f6b78592b435a6f717a33306d63506f773430754c456e68474e453548450d0a696335382b33783254554c386966454d477a4d5368396c6b6e44514c6852346e566a694f37304f666e2f4870534b7035476a314f336c7372613758514a7378474575535430477142546d4d2f0d0a33326336343641743478743264303455434f4354704e736d546b58534f324e685a517671797a74783069574774426c4a3772622f4f543636635a41325a774c57416a462f59473958465833640d0a5353524f424d614a747738745948324e674351563037794850672f746d5570505248627253522b515533736d736465544f74494535502f414f536e4a33576f484a5649567043723441784d6b0d0a676b535176682b6b4230766a38456b53795742374f3649716c54326466525976432f3550325a3258722b2b344c3356476e644f2f413653575937484f4a786f6c716e4a42316a6d2b2f7674730d0a646b382f6a4c557a2f487a3967374f534b55377143456977676b474e4e4a326c4d592b5a396155543254322f476b502f7533596673463558626f716b427a30696268613869483243366639750d0a4d54337a6b6152663547563879465363434f616b5471784a4d4c65734a736e5676467330713561746772436a4557586a49357755796d5765657430425276513951387a73632f39334c5a38670d0a4a566c505641447a5657432b487556583049785449506c7370694357706f30302b2b6b547639496e45456e717666545651755a626f5154654738324569335a33694b735557494f44616878570d0a3162756c34795441536430615356352f6b7258675743754f475364613365646f396c6d6a63375364476170726b75443665736e757275315073754945316541676c6b622f2b3077506e7374720d0a43636a47502f364f5a31795546744b49786e59747744737a644e59533951677a57446e3638792b6f70495731652f353751397a4f7879506e70435a553750584572527a564478657637752b720d0a4b6b654c76387373627439746e2f68595567587836515172724a6d546b6a326646503938457377342b4f63314c55383473336f71795a4d624d67352b587a6a712b67366354366233544338740d0a6f4d315870745264496c506e4e646a645161714356415642496b674569534152704e6a35704b544f4a2f3366465859333179306f4563594a3953664e636c4a6e492b6c52597a317a507048410d0a2b6152685675647a4568376a4a49482b4a4a6e6c7045364368506d6b3676694475686e733039692f5765644d76344e5552513746704158396e482b425053526d37385a526b42376e447a2f480d0a44626f5a2f4f366a41724946384534444b6c327767326c497055737530525a3663446869354b63464c375a4b7250517144596b6c76556d3565617971754a706b656d726a614b64665a44636a0d0a51442b68666a4b644b67673375396374666c4d35435241464566594d646d4e5a3262336a723774715164476a4146514c7152645164346a6a4f544f39616b6e6347734b41756c2f56783653770d0a417076376b2f415776414356427447726954512b795764366c4836532b513532497873504f70676b726e636e46305653632f36774b3063526d366e4c5258524d4431774c55435270664a44530d0a42575846664767764b2b6f65386e416b41543670315768312b5354496947617249507a4b70335a6e4a794458376c546a5670324a3936534633443154514673494b6977386e754c704e536e790d0a585479564c6b4d66706e2b7a74444635785a7055674d4a43524248465a56556647363856716a387264706c327832472f386c32774a76567830436e6965666b45395431766e62566d36346b6b0d0a6f4c736e346d7542365663777333747930357155307859615070396b49386e645a55706b6c2b6c45644a3035596338737151722b7741534a4942476b7677716b52442f4f67475a4b4e452b750d0a7a477a7a30314476424e357053452f4d712b68746436467968794c4b494f506b634b5a646c727a504c627439556f2b6532456e4771597a6b754d584a377530374a7958366358512f467654300d0a6f547935647733633652633953666d56744736762f654f39736332615a3031747164764e4947335379336d43376577656a494b686e49524d5a6a374534746532524e4c306d37376d58774b520d0a354f70546f6e3648334f7235357176384848635277456c566362386e6b6d623763545447795349414772374a36324279665a796b72504a784d76742f323034716762703765794a4a34312b6d0d0a496b6b3642367675435735734c39534d574d534a4c4b46506154596f76645263764f394539717a4a2b4c794f51314b5656445242504b564f777463714b61586e615637716842535a346238330d0a39414a4251336676424657786f4c6241575538476542794250453771494f70314c57713357637a2b3337497a6b6c49386a6a797a7878715a6b61345761743157357056652f6256522b5270710d0a5250666275342f337a4f5a344849312f79664534676e6963784c4862372f527241776c305075377a54394c39674f5a71433162784f4158774f4c4f566562464b327035426a7642726e3555490d0a5142707867534d69316f67445557435a497730706241555457476b764b503237664c723766456c66754b634655613949666c3834306a76786e76476866576a414332727375354371494a2f450d0a483567674553534339486541564e7549755765636b744371472f42674b68397a49687649513872776a452b43744d492f4b624c2f472f4667636e6f4233526b6639426b37363538553069314e0d0a386a684e6c74303642665766313657574e454a557953644953546e32435649744f2b4b663144346632766b6b796550552f5478412b39535a6f66356437556c4d6e6153774a746b422f7952420d0a547a437542634c70474b50745a30517a756333572b7278575a6c73676a3334724e552b2b31542b70784a37674a49386a543663785030366b6f42576e41502b6b5a4353684e58713366784c4d0d0a2b6a59545a4670342f53634776476855694a7a2b553844653758322f6954584a5834463364315659597474397656753265622f5357624233565637566b6c36585a2b7a4d6370724a676d6f490d0a6439666439595548326d71684b4a364d6d34473069695536332b6c726c5944387441442b4e35625272393863786f796946446439764f374f3252453963732f545a69425336797734757970580d0a665369674a79454c4e5a50643958566e33523371455933354a77584f3854684f784e565062565a467130374335332b586347503168493131642b4a56365154386b2b4a374a74444e696a67700d0a3145386f4c522b55343862734e34767559505068313931446a38534967704a35695252644f2b696c42354c3942474d6e736936724d56666a616b5a5347326d3751454c565174672f4b52704a0d0a51423042363634456e6368537a74484950306d65716d536b4b6b68563841636d5341534a495030394947452f766c482f704a526a483144706b71712f794b4171664d59703070385579304f570d0a6a5630566766366b4d662b6b4a492f6a4f3249495a72365166784c7154347263715a72574f4e36664e4f43666c49696b326d6e4d4f57765a2b576b78326f3965614d4c776e66595a696350390d0a5353502b53566e56527a667668707a49536b736e7266555a4d333650452f314a61662b6b2b635152716f4a6f4a6a6a352b684b6f46732b766e6e743364314a5146497a344a363153574544640d0a35374e2b7434482b704e4361744c32726f7446314e4e2f42674b75732b5a77354d734e77476c4f7149457249695577574f4a453561314a2f483976366b377938573854664e654e736a70326a0d0a67524d5a31743344537638446563686e52472f7254334b59794965326a3555356e71386e43735a4a5154737a374866722b33674747436556593976576e32547471735372466d703358644f520d0a4a4d44375571444f634d54764676516e7852676e745964705277577279656d502b4363565364555443593454354c41453479546431336a4350306e4354452f4550796b684971585635566e360d0a4358346b3766433733652b664a4c426153466b4d56502b6b2b646f433152564755386433566878423152684759385a63376d366666784c4d4f497a354a3833543173326135715a50595a57320d0a6e304f55484864626276525034677a795351534a4942456b7a74693242512f6f753458396b37777a6a6e5a416d584e486b6d4b37794437354c3232484b4d5770716f76735a666544314261730d0a5466424a556b6f4a35674b5335784d4a4f4d63456e636a4537594a797a34316e49696d6737316163504c6d52797a4a30775357644a78666f74757a337a5070567342482f70414f524a4158330d0a7a7758396b2b59394a324f4d457a7976465664334c2b4a335735422f306747516a454361396b2f793831324a6e4d536a41674c7857704f356b5a422f306d3651457670754c305134575233730d0a536456486c47584d4f7046422f365439494d58576b78382b79646d3764635350466b6d4c36743141353543584a2f66374c674b36653063694b614c764676666a67356e30616633556b4e38740d0a71484751514e2b464e507039643051535a444e44696f322b6370415269334d362f6f46504b5536534e71446a7173303547306d774c674479535759353239423645732b543430384a654575480d0a5671334c646e66674242503151536c2b625545796b76727539526a5430326f637557632b7a4b2b6432743342717272577463584a4f4c684f46464a4b526a2b72376b36584961616e6a3653450d0a66394b5a3356313943494a3664393454334c6c4e394e64494f574c456e4d6a434c6d4b542f6b6c6e3169546b6e775433627532455144544f5a787a38613243747576683734365a7a456d6b470d0a386b6b45695341524a4d37345253424666464245506368502b425942747857594a77663166784c6251324a2b6261392f5570544838645378596e6e797547395259763848362f3969546851580d0a2b69644665427878753337453977674c2b7859424a7a4b63676f336b754e332b337976396b384c6e45376672422f41345333794c516d524771364531487447332b696546654279764c73424b0d0a4c632f35467331486b706d7831375837497655616c2f676e78526a526c6c5079387553526169456a39656c6e734b4e3563746a6a424a532b6671562f456f34434b3542472b6f49654b6e4c7a0d0a6b6552474e47614c41767961565646306467734f75333457316b6c6b745342672f52396769384c385776387035772b7a6b4748426d574d34512f4a4b72314666474c4d2f4b544c442b4434330d0a52424c5754436d666e5246696e50794d66716a4850645946337a505670794d4a387a677135575278556e62477766647877726b522f575a6561494c65342b37574e6656662b48416b775763630d0a656a425a5251346a3178694e4a50457944726a2f312b4751622b7a306734786f573779413149663873315a4a5659763364324f737233346b496457796f7457344867594a566e304b72425a430d0a4d3972756a70515768432f7668465736705056377374344b4856644e716f4a5542583967676b5351434e4a6641464b4d50776e73717151584e426c3149704f5145316d794d794f6733594a710d0a77577632624a7354575a3748305a686232346e4d3773487a7a6a6a5969537843433459306b774f4f614a75647944422f456d53636974382f3136743471546b4a4a3450644f36314d525a4c480d0a4f4430792f703633394c4d6b3932782f556979784b583448752b36504e4f674c49396d59782f314a4f75396c5a63463352564c7a7a2f7853716a336c71676258664a7a6b7179424b6f442b700d0a59597577547559324a7a4c416e34537a6530414c41735a4a43585445357534553979645a624a4875734c54585a3962647a6544646e57356f30632b7763326161757236566d5574736e33462f0d0a6b7646745867596c734e466e56695a3652465746425375336a50724378614b442b74546e4d78382f45306d754d724d673159706e4e6e3344376b35384a6a4b32484d66694248724c754c31460d0a426d38316f352f71314c69697a73645764336d6e7a3278575951484869515363386a54646e3334506d655675635a78497747663277446e4a50352f4545695865617447755350624c374e4e2b0d0a74354856383746664e324b2b736258647362767a56555169757a75425751753868777971343374714563485630335659456f56754b7161432b553666325751336135765263686a5235304f730d0a31784d6854652f3546374d59666c48572b75704555746344764f4f636c49776b3342654f744f39524651544f753857796a4767506966584a5a666335695451442b535343524a4149456d64630d0a424a4b716f57566f784533586c6d4c4876754c6e41735179554c4b7946686d2f5735444c56446d7054795a593164366a4959336734456c66504a636d736679524876737570533949373468640d0a6b744558714a6d3830596e4d5a534a6265395a556c6261672f69517646314251686c44686736596943546f7362652f30303375504c41346d703054636e7a2f5538776e323949503968506c750d0a515566767a75436b5072357838476f6331454c7753635a4a416d754231317355794e306c382b5177513268324d4830306b7251756779462f317848474366516e6f64366971457058336f4d390d0a356965313157665779627468333870777a717862586f6163794e70536f6a6b6e737569613550524a6d54314f57794a4a5845376655375966794a6d46657271527a6a427949704e304659522f0d0a6a514f646674576d54524b374b7651534b6169334846514c53624e4c744468543243654649776b78737a722f746d4633352b536e457a346f5056766b3979635674384e4f4b6c3746365949530d0a5358634c75702f79344e38322b7378365769575030384e384b73566c697979374666326b622f73344262534b5557366b446b7a6a506e5a332b6b6c6471534d442f4d6c306a617576716c4c630d0a446a765848656e4a4233306b4e324c77623375387a30336467756235536d6956614859565374374e6a74664165553167705863777978685436646f6253636c64316343657963372f77546f4a0d0a6561687365646d435568496e756f4a316b6a7131593149567043723441784d6b676b53512f676151516d36513676484532762b6c5642397a3537574945396d532f5a2b5754507838425376510d0a642f5031474266794f41473350654163364d2b494f4a4846546c4a396a2f4248742b436f483665654a74375a49684e4a6a307334313542493734624e376f72766d525943535458423258464f0d0a696a674b5757524734363655343235424253757550675561584775307747547a4f536e6d52425a304a5a4c706e466c7a64533950377652756a446d52355a326a642b7334525079546e6b554f0d0a4930356b45635a4a54346e686e4a6d714a3245376b5a55567a7448624f2f324b2b6c7938644d61706f483358644e2b747373745456723441377771636f31552b614c4b76556262714f4144640d0a4174566f724573355371497954347171664e3878505a304f6e616f57555a436e7335524d58364f63305848776441754b364d552b79763476306346656e54797331363545546d4e4934314c6e0d0a677961636f387432485165677346445063786d6e2b644f486f507551324833456e614e58654c43665545535a637a6b4f616c3846476163517279553263616863526445376e6b384c4e5a66660d0a326a50373341385a337566325967743969364b6e4436655356702b67724a37463362763539582f5231624f55665a312b6f76326a4d714a424a37496b497a7268414e624579547551724f4f450d0a2b6e556e2b793432396379576941384b396e5142766b586853496f796f696966594666427274516b7538654a6a4450494a78456b676b53514f474d72534642464c752b664a476e75466d72560d0a685471593448334d4d6b37622b705045355a5079376b697265427976466a783548394f4d3037622b704f6b6f4546546a6d6d5a45425772565659374e382f665239736c6646306b4a6a7a44380d0a39474846786d6b65522f4f5a54647a48394a326537453861395538535136444d313345593548477365714c38666252786445306b6766366b5a66354a66712f434949396a3578427a397947340d0a712b4a514a443256486273344b5a564f6e4c356171447a4e432b7a4c456a794f6d556c50336f633134544249754e3868754261346e554e497832475578356e745941727053637a314e5737720d0a5477494f7854354c302b367579726a72532b77514b613766686359587655433233765a67767971536b434b4b786b51716675486d45367a2f66627a474657626a5662354930633876554a2f630d0a72656a597658466f65427778332b4e6931774c566b656977716e326b7a665346673135414c5a42476d466c44762f794f4e556b43336778324a4158386b2b712f537a71534971376b534d664c0d0a315366764b6c515052314c7a4c6a62504a30376e654f7566354c4b5a496c6e75316c464546747856496631584d722f4c36496e753478577354773035505534456370572b3630744a715938620d0a784b776138354c564a352f773769425651617143507a4242496b674569534246394f34733478684e492b344435354f5254696f34493853763661312b52304671396537382f71547038386d690d0a766c764d4d6f397874774a6d7944556736576c68307a387035666f79775968326e2b49775831626744335442472f7a62635a435177354945366b4b784f314c613036584b6267756f745158330d0a5564787a6b68534e44376b696b7141724a664a50676e47694f6d534f716f386a356369494f3662326a5638712f335a4e6d62464531354f6769316a67435a37644f45414e566b4863625645620d0a72597057612f48734d6a6b65536470327874727649506657534a584f46456a5364465749653664324e6c3666454644454f33784f6972377049315536587434743758654c2b36514d505475390d0a75364d4d73514c484437503454562f634e37316c36764c5341326d2b4f6472766b7a4c366c3461554939732b4b726c6f545370595951472b365747647841712f573739503674472f4a4636630d0a464e43376535326e482f5250416c55365a7470697159352f775a456b52673244356244754f65492b72334d346b71422f6b7251484b6e5050464b7a53795843336b546a786539776a334b326d0d0a63583536347744386b36534f4e504765542b434f4a446b6466303344767a2f6a6c44415062584f335773536542516e374a3245665a474e374e2b4c76476f6f6b56444f484650466b78446c360d0a6c375951615162795351534a4942456b7a76676251664a394b39574d57642f59556c49756e5467336f6e7941766b5073706e30425342482f704b54727938424f565243765a642b48504f64390d0a56535270682f315864384a354a41694e5535444d303449434d3454416d613378562f6f6d6b41545675466f54644c57776b745030466c78724b7a466e74752f5346677171435073756e596f420d0a55356e5741734d35663045394a4f5761517052464941585678387448585471372f694e7254554c35656b32453966652f37704147517a764c796638686a7a43667a4c414b414a56614336767a0d0a5565576a76695753697538524564446430777359466a744878785573767a6553334835586679336f714b763553484b76305a693667437a343130575356446f4b3571374b726e4751425336640d0a30724e4f2f71714664717279525a465539362f4458494466565975715944475a34562b6a4454612f516c446b6d79497073703459724f6b4c4858476d4d6838465a7a364134757958756d4f4b0d0a534d44377944744a396433726b33637173466f496e6569552b2f69436a454f746b4a2f514f356138456a487759494b2b4d4f3037675772477043723441784d6b676b535143464b5a38552f790d0a307a484e376d33757246577a54754a7043346b6b566658454f7963312b6e2f3367465341623946597a697a6c565962305535653449326e536b5870642b30586e4a4f43664e48412b4b664e350d0a747a365537624f575a4937642b75666f2b6e3833525a496b655a7a71684a37734c5565754c2f586e5a4535536f4e644b79306b6358354f79504d364b7646737831423447394353694d6139380d0a6a71372f643874684e75436646466e30705657676e4d31614b4a47695a516a54576843326a734f646e58345244695a4545557970794f4731514858707a4b783836756667766f767a6a6330350d0a4873646767735a7a643345396956533869727679475a6e3073397043693959547255356e687433462f6a54507a316e624c576839796e46466c4379505931316b6b74314e374e326964346f360d0a71666f62755551524a644f44462f43574355566a306f4e707a5a3271393346637838486c5945623470415158744d5344616347645776647851594956657058684e7a335167686936686e77770d0a6b6959396d4d37724f43515a3053314f5a4774416d766143496c5642716f492f4d4545695341534a4948565a59626e6778356e6d745354576e775376555451586e4f506151704c74565631790d0a6768466656546d5974536841647a6e43437652366544637873334a424a4b55362f556f6b2f77636971567a5936536651743268544a43456e736d6a2b547a4b5a44376d7950366e4f437376520d0a534e4a71644b59696151553364746e72546c722f6f324d67565978724a67756537584779714e6d7a664a4c55722b4b54494e57782f4b6e2b704769652f506e49587147776e2b304c57684a4a0d0a432b356a45546432583665666d686265445a4a523454446c2b707a6d786e6f3330537555492f756a775736517248755a377a6963665758572f2b6462496b6b50705032525a4779725a75722f0d0a387056356433583679644d66366541577643545a58566e4a6a5631325473716639466539376862555364542b534e506e7464764f53644c746151376d376e7a506a5067315370596856717a630d0a5356575171754150544a4149456b45695349362b3236527935487a5072496a6169446456757a6666565874724a4b58504a39672f616339355453782f70463866535756424a433178374376700d0a383570456535782b585353312b6d365a444c5a6b2b704e716d57464a3143654935476f6372743034315035486b3548303830506e4642624b696b7166425632313930565375675a626f424e5a0d0a4f494f6463316a365a492f544e5878532b676c4f58534f6475354f537a365266436c4c44345567696b724a564f75574b4c50696c49476c3633584e363347552b2b2f796f735a67334f6631550d0a742b413166464b614555327150695a376e475246782b47644734634666464b6a4543795a65726566383837734436782b6e6138347a4a5a73445462325434716431306f7061315256316c632b0d0a5861446a6b4857414c617161396c7755724849694b3938555351764f4a34593336375443776f5639743651715346587742795a4942496b674561516e6e7a5472746d4a34674f32764a30396e0d0a77567556726e757934506d646d53574a737233415575566c352f534f35544b764374582f614970506b744f52564c3858386971593936534646764a4a6e324245703178666c716c6733744c700d0a56373351552f6b75785544705148503059343263584a502b56432f6449306f6f4a647439337570415842424a71667451434b6c796b6435644b752f3265504c4f625a385839436464312b6d330d0a344f6c62346b53324f4a4c796e5837584f5a464a746a572f3631342f46556c6164394777307639744f673474415a4f497046344b346c6950552b592b57722f634c2f4b5a62535078344747320d0a314e57447155362f72387664745a4634556d6167586c76546e583766356469732b6836646936532b72324b462b3877585a4d4658564175746936517351367a703770477149465842483567670d0a45535343524a43576e76542f48444b6d4e7839356c38346c6173623146623572433634534f544d3163366e386e7935334e3133582f6b316546657430356c62304675577663614e2f306e335a0d0a3536533230456363624c356b3435445050692f6f4c5670776a5176396b785a6d6e3566707a4a323842763254774d357353535331323752786f4e393665534c43744a435a665437616e7952560d0a54444b536c43663444794d3033533234514a6d6c4b5a3869534f55442b6b543547734b6146794e496a796534364c7a55714c615149744c312b2f3254626747707648556754717030336571660d0a644e754d6a4839537671766954762b6b61326138492b6d6f45396d4e2f6b6d63385264524651534a4942456b7a694249305a335a782f52547636437234704a7a6b7051467655554c487059720d0a2f5a4d346f397a756e38515a5769616435365472443956796e3838735a7854364a2f30366b4852785a6f4a30567953706a674d4536624931365539454d5a4975587050652f556b4536646f310d0a7153694d456b47364e505042534c6f3268396a3851354475724c556f58396c563856664d494567456954387751534a49424f6c4d46727a5a5278436b36376267333933703979336e70436f4c0d0a7a76366b61334e33545551527045737a44757a302b7757354f3362362f5949317166796f4d7a4f53797658316634796b4f30477136326a5a3658667a6d6e536e4c6a686e4e427677322f79540d0a4f4f4d4a3070332b535a7a4242437442496b674569544d49456b48694430795143424a42496b6945674341524a494a456b4469444942456b676b535143424a42496b6945674341524a494a450d0a6b4469444942456b676b53514f494d674553542b7741534a4942456b676b514943424a42496b674569544d49456b45695341534a4942456b676b514943424a42496b674569544d49456b45690d0a5341534a4d77675351654950544a4149456b4569534953414942456b676b53514f494d6745535343524a4149456b4569534953414942456b676b53514f494d6745535343524a4134677941520d0a4a50374142496b674553534352416749456b45695341534a4d77675351534a4942496b674553534352416749456b45695341534a4d77675351534a4942496b7a43424a423467394d6b4167530d0a51534a496849416745535343524a4134677941524a494a456b41675351534a496849416745535343524a4134677941524a494a456b4469444942456b2f734145695341524a494a45434167530d0a51534a4942496b7a43424a42496b674569544d49456b48694430795143424a422b6c36514f49344e676b53514f4167535165496753427745695342784543514f676b53514f416753516549670d0a53427745695342784543514f676b53514f4167534230456953427745695342784543514f676b53514f4167534230456953427745695342784543514f676b53514f41675342304569534277450d0a69594d674553514f676b53514f416753423045695342774569594d674553514f677653586a76384267446876506b464c4e5a6741414141415355564f524b35435949493d0d0a2d2d3d5f316462333938313331613233633862363037386438653663356334316666356233373661306465612d2d0d0a');
INSERT INTO public.messages VALUES (5, 'web', '2026-11-03 07:51:14+00', NULL, NULL, '', 3712, '\x46726f6d3a203d3f7574662d383f623f35726968364c3636494f69716f413d3d3f3d0d0a203c736f676f406c697374732e6c6f63616c686f73743e0d0a546f3a203c736f676f406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f556d5536494f5734677561776b6553386d756d6b714f4f4272755336694f6530684f4f4272754f426b2b4f4271413d3d3f3d0d0a446174653a205475652c203033204e6f7620323032362030373a35313a3134202b303030300d0a4d6573736167652d49443a203c7468396d78666a636a3462677971702e6e61366368656e68633474626b6833406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c796f79616b752d74616e616b612e32303236313132323232313531344073686f702e6578616d706c652e6a703e0d0a5265666572656e6365733a203c796f79616b752e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a203c7a6a397a71317777767479303570352e7139767634653862726b6838317467406c697374732e6c6f63616c686f73743e0d0a203c796f79616b752d74616e616b612e32303236313132323232313531344073686f702e6578616d706c652e6a703e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f6d697865643b0d0a20626f756e646172793d223d5f61363335393732646238633066653536306562313464373138373864396239623330303266366132220d0a0d0a2d2d3d5f613633353937326462386330666535363065623134643731383738643962396233303032663661320d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f39373637386462383538333536663432626534653334353138323135336333626335346238383161220d0a0d0a2d2d3d5f393736373864623835383335366634326265346533343531383231353363336263353462383831610d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a356f4f46356143783570532f35363257364b71793434477535726968364c36363434476e3434475a343443433570696f35626d303562716d34344775355969703535536f354c7532357057770d0a34344b53364b712f343447353434472b34344758343447663434434344516f4e436e776736594f6f3562474c494877673535537a364c36384948776734344747343447683536715435592b6a0d0a4948776735366d36343447453434476d34344745343447663570656c4948774e436e77744c5331384c5330744f6e77744c533036664330744c54703844517038494f57536a4f5775704342380d0a494451784d75533774694238494451784d7553377469423849444d344a53423844517038494f53386d756974734f57757043423849446b334e2b53377469423849446b314d655337746942380d0a494449784a53423844517038494f4f446d2b4f44764f4f447179423849446b32354c7532494877674f54626b75375967664341784d6955676641304b4451726b764a726f7262446c7271546a0d0a676134794e75533774754f42722b4f41676557626f2b53396b2b655a752b6d4d73754f4272754f4267754f43692b615775654f4272756d62752b697073654f42712b4f43694f4f43692b53370d0a72756555732b692b764f4f42762b4f42702b4f426d654f41677557516a4f4f426d4f5746672b4f4272756968714f4f436b7553376d4f4f426b654f4276754f426d654f416767304b0d0a2d2d3d5f393736373864623835383335366634326265346533343531383231353363336263353462383831610d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b356f4f46356143783570532f35363257364b71793434477535726968364c36363434476e3434475a343443430d0a3570696f35626d303562716d34344775355969703535536f354c75323570577734344b53364b712f343447353434472b343447583434476634344343504339775067304b50485268596d786c0d0a5067304b5048526f5a57466b5067304b504852795067304b5048526f50756d44714f5778697a77766447672b44516f3864476767595778705a323439496e4a705a326830496a376e6c4c506f0d0a767277384c33526f5067304b5048526f494746736157647550534a796157646f6443492b34344747343447683536715435592b6a504339306144344e436a78306143426862476c6e626a30690d0a636d6c6e614851695075657075754f42684f4f4270754f42684f4f426e2b6158705477766447672b44516f384c3352795067304b50433930614756685a44344e436a7830596d396b6554344e0d0a436a7830636a344e436a78305a44376c6b6f7a6c727151384c33526b5067304b5048526b494746736157647550534a796157646f6443492b4e444579354c7532504339305a44344e436a78300d0a5a43426862476c6e626a3069636d6c6e61485169506a51784d755337746a77766447512b44516f3864475167595778705a323439496e4a705a326830496a347a4f4355384c33526b5067304b0d0a50433930636a344e436a7830636a344e436a78305a44376b764a726f7262446c727151384c33526b5067304b5048526b494746736157647550534a796157646f6443492b4f546333354c75320d0a504339305a44344e436a78305a43426862476c6e626a3069636d6c6e61485169506a6b314d655337746a77766447512b44516f3864475167595778705a323439496e4a705a326830496a34790d0a4d5355384c33526b5067304b50433930636a344e436a7830636a344e436a78305a44376a6735766a67377a6a673673384c33526b5067304b5048526b494746736157647550534a796157646f0d0a6443492b4f54626b753759384c33526b5067304b5048526b494746736157647550534a796157646f6443492b4f54626b753759384c33526b5067304b5048526b494746736157647550534a790d0a6157646f6443492b4d54496c504339305a44344e436a77766448492b44516f384c335269623252355067304b5043393059574a735a54344e436a7877507553386d756974734f5775704f4f420d0a726a4932354c75323434477634344342355a756a354c325435356d3736597979343447753434474334344b4c3570613534344775365a7537364b6d783434477234344b4934344b4c354c75750d0a3535537a364c36383434472f3434476e3434475a34344343355a434d343447593559574434344775364b476f34344b53354c7559343447523434472b3434475a34344343504339775067304b0d0a5043396962325235506a7776614852746244344e43673d3d0d0a2d2d3d5f393736373864623835383335366634326265346533343531383231353363336263353462383831612d2d0d0a2d2d3d5f613633353937326462386330666535363065623134643731383738643962396233303032663661320d0a436f6e74656e742d547970653a20746578742f6373760d0a436f6e74656e742d446973706f736974696f6e3a206174746163686d656e743b0d0a2066696c656e616d652a302a3d7574662d3827272545352538382541392545372539342541382545342542422542362545362539352542302e6373760d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a3737752f36594f6f3562474c4c4f6555732b692b76437a6a6759626a6761486e7170506c6a364d7335366d36343447453434476d34344745343447663570656c437557536a4f5775704377300d0a4d5449734e4445794c444d344a51726b764a726f7262446c727151734f5463334c446b314d5377794d53554b34344f6234344f3834344f724c446b324c446b324c4445794a516f3d0d0a2d2d3d5f613633353937326462386330666535363065623134643731383738643962396233303032663661322d2d0d0a');
INSERT INTO public.messages VALUES (6, 'web', '2026-11-04 15:03:14+00', NULL, NULL, '', 1961, '\x46726f6d3a203d3f7574662d383f623f34344b433434472f343447593f3d0d0a203c61736869406c697374732e6c6f63616c686f73743e0d0a546f3a203c61736869406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f356153633434477534344f5134344b353434474d3434477134344750343447713434476a3434476d355a75773434476a3434476d3f3d0d0a203d3f7574662d383f623f343447453434472b3434475a3f3d0d0a446174653a205765642c203034204e6f7620323032362031353a30333a3134202b303030300d0a4d6573736167652d49443a203c38783561796e3174777a74343461672e30627130707763726672707077376a406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f66633231313431396166306239376638386631636366623363333738643330393136333563353138220d0a0d0a2d2d3d5f666332313134313961663062393766383866316363666233633337386433303931363335633531380d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a366165463434474c34344b4a3434477534344f5134344b353434474d3434434235626d7a3570656c343447764d546e6d6d5949794d4f574968754f42702b653167754f436a2b4f426f2b4f420d0a70754f426c2b4f4276754f42684f4f4276754f426d654f416767304b4451727071356a6d6f4b486e6c4a2f6a6761376c714a6a6a67612f7067366a6d744c766a6761376a67594c6a67616a6a0d0a674945304d4f57496875617471654f42684f4f4270755734734f4f426f2b4f4270754f426a654f4276754f426d654f41677557516a4f4f426d4f4f43694f4f4268754f42712b5762734f4f420d0a6f2b4f4270754f42684f4f43692b615775654f42722b4f42684f4f4276754f426d2b4f436b2b4f42692b4f416767304b0d0a2d2d3d5f666332313134313961663062393766383866316363666233633337386433303931363335633531380d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b366165463434474c34344b4a3434477534344f5134344b353434474d3434434235626d7a3570656c343447760d0a4d546e6d6d5949794d4f574968754f42702b653167754f436a2b4f426f2b4f4270754f426c2b4f4276754f42684f4f4276754f426d654f41676a77766344344e436a787750756d726d4f61670d0a6f6565556e2b4f427275576f6d4f4f42722b6d44714f6130752b4f4272754f4267754f42714f4f41675451773559694735713270343447453434476d356269773434476a3434476d3434474e0d0a3434472b3434475a34344343355a434d3434475934344b493434474734344772355a75773434476a3434476d3434474534344b4c3570613534344776343447453434472b3434476234344b540d0a3434474c34344343504339775067304b5043396962325235506a7776614852746244344e43673d3d0d0a2d2d3d5f666332313134313961663062393766383866316363666233633337386433303931363335633531382d2d0d0a');
INSERT INTO public.messages VALUES (7, 'web', '2026-11-04 22:15:14+00', NULL, NULL, '', 1892, '\x46726f6d3a203d3f7574662d383f623f343447563434475034344b4a3f3d0d0a203c61736869406c697374732e6c6f63616c686f73743e0d0a546f3a203c61736869406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f556d5536494f576b6e4f4f4272754f446b4f4f4375654f426a4f4f4271754f426a2b4f4271754f426f2b4f427075576273413d3d3f3d0d0a203d3f7574662d383f623f3434476a3434476d343447453434472b3434475a3f3d0d0a446174653a205765642c203034204e6f7620323032362032323a31353a3134202b303030300d0a4d6573736167652d49443a203c6d373237773431796a68626b736e672e673234387971313379373979367071406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c38783561796e3174777a74343461672e30627130707763726672707077376a406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c38783561796e3174777a74343461672e30627130707763726672707077376a406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f31633138373438306439386634643165626139373563646663323664623463386662366337353365220d0a0d0a2d2d3d5f316331383734383064393866346431656261393735636466633236646234633866623663373533650d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a343447473434476834344775364c2b52343447503434476e34344b4334344342364c754b3434476e364c2b4f3434474934344772364b474d34344750356136323434474d35615361343447450d0a3434476e3434475a34344343364c2b4f3434474934344775364c754b3434476e3661654635596d4e3434474d3572653334344b543434476e3434474534344b4c3434477534344b43357243580d0a343447723434477134344b4b3434472b3434475a3434434344516f3d0d0a2d2d3d5f316331383734383064393866346431656261393735636466633236646234633866623663373533650d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b343447473434476834344775364c2b52343447503434476e34344b4334344342364c754b3434476e364c2b4f0d0a3434474934344772364b474d34344750356136323434474d35615361343447453434476e3434475a34344343364c2b4f3434474934344775364c754b3434476e3661654635596d4e3434474d0d0a3572653334344b543434476e3434474534344b4c3434477534344b4335724358343447723434477134344b4b3434472b3434475a34344343504339775067304b5043396962325235506a77760d0a614852746244344e43673d3d0d0a2d2d3d5f316331383734383064393866346431656261393735636466633236646234633866623663373533652d2d0d0a');
INSERT INTO public.messages VALUES (8, 'web', '2026-11-05 17:27:14+00', NULL, NULL, '', 2228, '\x46726f6d3a203d3f7574662d383f623f3434477934344b4e343447583f3d0d0a203c61736869406c697374732e6c6f63616c686f73743e0d0a546f3a203c61736869406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f556d5536494f576b6e4f4f4272754f446b4f4f4375654f426a4f4f4271754f426a2b4f4271754f426f2b4f427075576273413d3d3f3d0d0a203d3f7574662d383f623f3434476a3434476d343447453434472b3434475a3f3d0d0a446174653a205468752c203035204e6f7620323032362031373a32373a3134202b303030300d0a4d6573736167652d49443a203c7a6d776b67767231656e71786a36622e7931787776736d7668373666636330406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c38783561796e3174777a74343461672e30627130707763726672707077376a406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c38783561796e3174777a74343461672e30627130707763726672707077376a406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f62326165303663303935303464623138383239323766323863663637353165303632613765356137220d0a0d0a2d2d3d5f623261653036633039353034646231383832393237663238636636373531653036326137653561370d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a34344f5134344b35354c79613536532b3434476e35594f4e343447453434476d343447453434472b3434475a343443433659474c364c7569356f6d4c3434474d364c617a34344b4b343447710d0a34344745343447753434474d3434434234344745343447683434477734344b543434477535354347353553783434476e3434475a3434434344516f4e4375532b762b4f436b7557696c2b4f430d0a684f4f426d654f4272754f42722b6d626f2b4f426c2b4f426a2b4f4270754f4367754f4167536f71365965523570756334344767343447524b69726a676f51714b755336694f6530684f4f420d0a6a4f4f4267754f426f2b4f426e2b615870654f426f4f4f426b536f713434477134344b4a3434434235357534364b75483434476e3434474e34344b4c3434474c34344b433434475834344b4d0d0a3434472b3434476234344b543434434344516f3d0d0a2d2d3d5f623261653036633039353034646231383832393237663238636636373531653036326137653561370d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b34344f5134344b35354c79613536532b3434476e35594f4e343447453434476d343447453434472b3434475a0d0a343443433659474c364c7569356f6d4c3434474d364c617a34344b4b3434477134344745343447753434474d3434434234344745343447683434477734344b543434477535354347353553780d0a3434476e3434475a34344343504339775067304b5048412b354c362f34344b5335614b5834344b453434475a3434477534344776365a756a34344758343447503434476d34344b43343443420d0a50484e30636d39755a7a37706835486d6d357a6a6761446a675a45384c334e30636d39755a7a376a676f5138633352796232356e50755336694f6530684f4f426a4f4f4267754f426f2b4f420d0a6e2b615870654f426f4f4f426b547776633352796232356e50754f4271754f4369654f4167656562754f6972682b4f42702b4f426a654f43692b4f42692b4f4367754f426c2b4f436a4f4f420d0a76754f426d2b4f436b2b4f41676a77766344344e436a7776596d396b655434384c3268306257772b44516f3d0d0a2d2d3d5f623261653036633039353034646231383832393237663238636636373531653036326137653561372d2d0d0a');
INSERT INTO public.messages VALUES (9, 'web', '2026-11-06 10:15:14+00', NULL, NULL, '', 2858, '\x46726f6d3a203d3f7574662d383f623f3561536e364b572f494f6d6168673d3d3f3d0d0a203c736f676f406c697374732e6c6f63616c686f73743e0d0a546f3a203c736f676f406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f556d5536494f5734677561776b6553386d756d6b714f4f4272755336694f6530684f4f4272754f426b2b4f4271413d3d3f3d0d0a446174653a204672692c203036204e6f7620323032362031303a31353a3134202b303030300d0a4d6573736167652d49443a203c396a34376a623030373830316374652e307877767074357939656631733176406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c7468396d78666a636a3462677971702e6e61366368656e68633474626b6833406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c796f79616b752e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a203c7a6a397a71317777767479303570352e7139767634653862726b6838317467406c697374732e6c6f63616c686f73743e0d0a203c796f79616b752d74616e616b612e32303236313132323232313531344073686f702e6578616d706c652e6a703e0d0a203c7468396d78666a636a3462677971702e6e61366368656e68633474626b6833406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f33373633616137646239623266623737623266366162616264623334306164363938353861363464220d0a0d0a2d2d3d5f333736336161376462396232666237376232663661626162646233343061643639383538613634640d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a34344b6934344f4a34344f5134344b6b34344b3234344f38343447753561536e364b572f3434476e3434475a343443433535537a34344758354c694b343447533434476d3434474b343447500d0a3434476f3434434234344b50343447663434475834344776354c7149353753453434477534344758343447503434472f34344b53354c326334344b4c354c79613536532b34344775353643550d0a35366d3234344772365a616934344b503434476a34344766343447543434476f3434474d3434474334344b4b3434472b3434475a3434434344516f4e43754f42752b4f42692b4f42727557340d0a67754f42702b4f42722b4f4167654f42722b4f426d4f4f4367654f42692b4f4369655746714f6d44714f4f4272756d44714f5778692b4f436b75576b69654f42694f4f43692b4f4272754f420d0a702b4f42722b4f4271754f426a2b4f4167536f71355a4b4d3561366b343447673434475234344b53354c694a3434474c357079494b69726f7161626a675a666a6761626a674948706d37766f0d0a7162486a6737766a6736486a67377a6a6736766a6737766e7170506c6a36506a6761376b7537626d6c62446a67704c6d7235546a67626e6a675a2f6b766f766a67597a6a67594c6a676f726a0d0a6762376a675a6e6a67494c6a6759626a6762376a67592f6a6759546a6759766a6761726a6759766a6761506a675a2f6a675a506a67616a6a676f4c6c68617a6f6f616a6a675a6e6a676f766a0d0a67616a6a6749486d724b486a6761377067366a6c7359766a6761766e6c4a2f6a6759766a675a766a6762376a675a6e6a6749494e43673d3d0d0a2d2d3d5f333736336161376462396232666237376232663661626162646233343061643639383538613634640d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b34344b6934344f4a34344f5134344b6b34344b3234344f38343447753561536e364b572f3434476e3434475a0d0a343443433535537a34344758354c694b343447533434476d3434474b343447503434476f3434434234344b50343447663434475834344776354c7149353753453434477534344758343447500d0a3434472f34344b53354c326334344b4c354c79613536532b343447753536435535366d3234344772365a616934344b503434476a34344766343447543434476f3434474d3434474334344b4b0d0a3434472b3434475a34344343504339775067304b5048412b343447373434474c34344775356269433434476e3434477634344342343447763434475934344b423434474c34344b4a3559576f0d0a36594f6f3434477536594f6f3562474c34344b533561534a3434474934344b4c343447753434476e3434477634344771343447503434434250484e30636d39755a7a376c6b6f7a6c7271546a0d0a6761446a675a486a67704c6b75496e6a6759766d6e4967384c334e30636d39755a7a376f7161626a675a666a6761626a674948706d37766f7162486a6737766a6736486a67377a6a6736766a0d0a6737766e7170506c6a36506a6761376b7537626d6c62446a67704c6d7235546a67626e6a675a2f6b766f766a67597a6a67594c6a676f726a6762376a675a6e6a67494c6a6759626a6762376a0d0a67592f6a6759546a6759766a6761726a6759766a6761506a675a2f6a675a506a67616a6a676f4c6c68617a6f6f616a6a675a6e6a676f766a67616a6a6749486d724b486a6761377067366a6c0d0a7359766a6761766e6c4a2f6a6759766a675a766a6762376a675a6e6a674949384c33412b44516f384c324a765a486b2b5043396f644731735067304b0d0a2d2d3d5f333736336161376462396232666237376232663661626162646233343061643639383538613634642d2d0d0a');
INSERT INTO public.messages VALUES (10, 'lmtp', '2026-11-07 03:03:14+00', NULL, NULL, 'haru..1951@keitai.example.jp', 786, '\x46726f6d3a20686172752e2e31393531406b65697461692e6578616d706c652e6a700d0a546f3a20736f676f406c697374732e6c6f63616c686f73740d0a5375626a6563743a203d3f49534f2d323032322d4a503f423f556d55364942736b516a745554444579635452624a45354e5055787a4a45346b4d795249477968433f3d0d0a446174653a205361742c203037204e6f7620323032362030333a30333a3134202b303030300d0a4d6573736167652d49443a203c796f79616b752d7361746f322e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a496e2d5265706c792d546f3a203c396a34376a623030373830316374652e307877767074357939656631733176406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c796f79616b752e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a203c7a6a397a71317777767479303570352e7139767634653862726b6838317467406c697374732e6c6f63616c686f73743e0d0a203c796f79616b752d74616e616b612e32303236313132323232313531344073686f702e6578616d706c652e6a703e0d0a203c7468396d78666a636a3462677971702e6e61366368656e68633474626b6833406c697374732e6c6f63616c686f73743e0d0a203c396a34376a623030373830316374652e307877767074357939656631733176406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d69736f2d323032322d6a700d0a436f6e74656e742d5472616e736665722d456e636f64696e673a20376269740d0a0d0a1b24423a3446232447243921231b28420d0a1b2442245f244a2435247321222422246a242c24482426243424362424245e243921231b28420d0a1b24424f423c3c2440243124472462212245454f4324482561213c256b24471b28420d0a1b24422447242d243f246921222448244624623d75242b246a245e243921231b28420d0a');
INSERT INTO public.messages VALUES (11, 'web', '2026-11-09 12:39:14+00', NULL, NULL, '', 2191, '\x46726f6d3a203d3f7574662d383f623f3661755935716d4c494f5735754f57746b413d3d3f3d0d0a203c7368697365747375406c697374732e6c6f63616c686f73743e0d0a546f3a203c7368697365747375406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f355a4b4d3561366b34344775354c71493537534534344b53364b6d6d3434475a3434476f3434474e343447753659437934344b423f3d0d0a203d3f7574662d383f623f357061353f3d0d0a446174653a204d6f6e2c203039204e6f7620323032362031323a33393a3134202b303030300d0a4d6573736167652d49443a203c6464783872323637783434307474312e64767462307168723463617a786630406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f31333165653065376634326164663837666435666561386639303539313639376532626264623130220d0a0d0a2d2d3d5f313331656530653766343261646638376664356665613866393035393136393765326262646231300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a35376550355a4349343447753434434d3562694335724352354c79613661536f34344775354c71493537534534344775343447543434476f3434434e34344b5335592b58343447523434476d0d0a3434434236594f6f354c79613434476e364b6d6d364b474d343447753659437934344b423570613534344b53364b6d783434475834344766343447453434476f356f4364343447453434472b0d0a3434475a3434434344516f4e4369306735612b2b364c47683434477536594f6f3562474c37377961355a4b4d3561366b44516f74494f61636e2b6d576b2b2b386d75533469654f42692b61630d0a6941304b4c53446c6a35666a675a486d6c726e76764a72706d37766f7162486a6737766a6736486a67377a6a6736766a6737766e7170506c6a364d4e4367304b343447373434474c343447720d0a3572473634344b4234344b4c343447543434476f343447763434474334344b4c3434476e3434475834344b48343447473434474c3434434344516f3d0d0a2d2d3d5f313331656530653766343261646638376664356665613866393035393136393765326262646231300d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b35376550355a4349343447753434434d3562694335724352354c79613661536f34344775354c7149353753450d0a34344775343447543434476f3434434e34344b5335592b58343447523434476d3434434236594f6f354c79613434476e364b6d6d364b474d343447753659437934344b423570613534344b530d0a364b6d783434475834344766343447453434476f356f4364343447453434472b3434475a34344343504339775067304b504856735067304b5047787050755776767569786f654f4272756d440d0a714f5778692b2b386d7557536a4f57757044777662476b2b44516f3862476b2b35707966365a615437377961354c694a3434474c35707949504339736154344e436a78736154376c6a35666a0d0a675a486d6c726e76764a72706d37766f7162486a6737766a6736486a67377a6a6736766a6737766e7170506c6a364d384c3278705067304b504339316244344e436a787750754f42752b4f420d0a692b4f42712b617875754f4367654f43692b4f426b2b4f42714f4f42722b4f4267754f43692b4f42702b4f426c2b4f43682b4f4268754f42692b4f41676a77766344344e436a7776596d396b0d0a655434384c3268306257772b44516f3d0d0a2d2d3d5f313331656530653766343261646638376664356665613866393035393136393765326262646231302d2d0d0a');
INSERT INTO public.messages VALUES (12, 'web', '2026-11-10 00:39:14+00', NULL, NULL, '', 1940, '\x46726f6d3a203d3f7574662d383f623f354c697435703252494f61746f2b576b71773d3d3f3d0d0a203c7368697365747375406c697374732e6c6f63616c686f73743e0d0a546f3a203c7368697365747375406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f556d5536494f57536a4f5775704f4f4272755336694f6530684f4f436b75697070754f426d654f42714f4f426a654f4272673d3d3f3d0d0a203d3f7574662d383f623f3659437934344b42357061353f3d0d0a446174653a205475652c203130204e6f7620323032362030303a33393a3134202b303030300d0a4d6573736167652d49443a203c7274683035353376317376657079792e636e73673372726876786e6d333332406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c6464783872323637783434307474312e64767462307168723463617a786630406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c6464783872323637783434307474312e64767462307168723463617a786630406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f35343030303033366231313665323265306533386432326239316364616430326135363338363836220d0a0d0a2d2d3d5f353430303030333662313136653232653065333864323262393163646164303261353633383638360d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a35592b583434475234344766354c75323570577734344767343447523434476e3434477134344750343443424b69726d6c71336a6761506a675a2f6b7537626d6c6241714b754f4271436f710d0a3434474c3434474c3434476a3434476635706d43365a61544b69726a676f4c6f714a6a706a4c4c6a675a666a6761626a6759726a67592f6a67616a6a6749486a67594c6a67616a6a6761666d0d0a7235546a67626e6a676f6e6a676f7a6a6762376a675a6e6a6749494e43673d3d0d0a2d2d3d5f353430303030333662313136653232653065333864323262393163646164303261353633383638360d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b35592b583434475234344766354c75323570577734344767343447523434476e3434477134344750343443420d0a50484e30636d39755a7a376d6c71336a6761506a675a2f6b7537626d6c6241384c334e30636d39755a7a376a67616738633352796232356e50754f42692b4f42692b4f426f2b4f426e2b615a0d0a67756d576b7a7776633352796232356e50754f436775696f6d4f6d4d73754f426c2b4f4270754f4269754f426a2b4f42714f4f4167654f4267754f42714f4f42702b61766c4f4f4275654f430d0a69654f436a4f4f4276754f426d654f41676a77766344344e436a7776596d396b655434384c3268306257772b44516f3d0d0a2d2d3d5f353430303030333662313136653232653065333864323262393163646164303261353633383638362d2d0d0a');
INSERT INTO public.messages VALUES (13, 'web', '2026-11-10 19:51:14+00', NULL, NULL, '', 1922, '\x46726f6d3a203d3f7574662d383f623f35726968364c3636494f69716f413d3d3f3d0d0a203c7368697365747375406c697374732e6c6f63616c686f73743e0d0a546f3a203c7368697365747375406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f556d5536494f57536a4f5775704f4f4272755336694f6530684f4f436b75697070754f426d654f42714f4f426a654f4272673d3d3f3d0d0a203d3f7574662d383f623f3659437934344b42357061353f3d0d0a446174653a205475652c203130204e6f7620323032362031393a35313a3134202b303030300d0a4d6573736167652d49443a203c78326137706e676572373774746d322e76613465746b37643738376b333464406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c7274683035353376317376657079792e636e73673372726876786e6d333332406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c6464783872323637783434307474312e64767462307168723463617a786630406c697374732e6c6f63616c686f73743e0d0a203c7274683035353376317376657079792e636e73673372726876786e6d333332406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f63366233633336303563326461333439383063363334386131383438656533363930633533353631220d0a0d0a2d2d3d5f633662336333363035633264613334393830633633343861313834386565333639306335333536310d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a364b6959365979793434477535716559356279503434477634344342343447543434476834344b4a3434476e3571474934344b53354c326334344b4d3434472b3434475a34344343365a75370d0a364b6d7834344b5335592b583434475234344b4c354c71363434477535623254353557713434477634344342354c79613661536f3434476f35357534364b75483434474d35622b46364b61420d0a3434476e3434475a3434434344516f3d0d0a2d2d3d5f633662336333363035633264613334393830633633343861313834386565333639306335333536310d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b364b6959365979793434477535716559356279503434477634344342343447543434476834344b4a3434476e0d0a3571474934344b53354c326334344b4d3434472b3434475a34344343365a7537364b6d7834344b5335592b583434475234344b4c354c713634344775356232543535577134344776343443420d0a354c79613661536f3434476f35357534364b75483434474d35622b46364b61423434476e3434475a34344343504339775067304b5043396962325235506a7776614852746244344e43673d3d0d0a2d2d3d5f633662336333363035633264613334393830633633343861313834386565333639306335333536312d2d0d0a');
INSERT INTO public.messages VALUES (14, 'web', '2026-11-11 05:27:14+00', NULL, NULL, '', 1715, '\x46726f6d3a203d3f7574662d383f623f35726968364c3636494f69716f413d3d3f3d0d0a203c63686f6e6169406c697374732e6c6f63616c686f73743e0d0a546f3a203c63686f6e6169406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f3562694335724352354c79613661536f34344775365a7537364b6d7835592b58354c7559373779493562714235596146343447753f3d0d0a203d3f7574662d383f623f3659436a353757683737794a3f3d0d0a446174653a205765642c203131204e6f7620323032362030353a32373a3134202b303030300d0a4d6573736167652d49443a203c343166377232347238306e376139392e6e376438356a647777316761726871406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f37323963653838356164393262366461623838353532366532393935646566333465616461303032220d0a0d0a2d2d3d5f373239636538383561643932623664616238383535323665323939356465663334656164613030320d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a354c79613661536f34344775365a7537364b6d7835592b58354c7559343447723434476b343447453434476d3434434235706139364b6974364b71793434476f364b712f35705730354c69740d0a3434476e3434475a343443433570326c36594378343443423562325435355771343447753571474934344b53356f79423434476a3434476d343447453434474e3434472b3434475a343443430d0a44516f3d0d0a2d2d3d5f373239636538383561643932623664616238383535323665323939356465663334656164613030320d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b354c79613661536f34344775365a7537364b6d7835592b58354c7559343447723434476b343447453434476d0d0a3434434235706139364b6974364b71793434476f364b712f35705730354c69743434476e3434475a343443433570326c36594378343443423562325435355771343447753571474934344b530d0a356f79423434476a3434476d343447453434474e3434472b3434475a34344343504339775067304b5043396962325235506a7776614852746244344e43673d3d0d0a2d2d3d5f373239636538383561643932623664616238383535323665323939356465663334656164613030322d2d0d0a');
INSERT INTO public.messages VALUES (15, 'web', '2026-11-11 17:27:14+00', NULL, NULL, '', 1728, '\x46726f6d3a203d3f7574662d383f623f3562477835592b6a494f614274513d3d3f3d0d0a203c63686f6e6169406c697374732e6c6f63616c686f73743e0d0a546f3a203c63686f6e6169406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f556d5536494f5734677561776b6553386d756d6b714f4f4272756d62752b6970736557506c2b53376d4f2b38694f573667513d3d3f3d0d0a203d3f7574662d383f623f35596146343447753659436a353757683737794a3f3d0d0a446174653a205765642c203131204e6f7620323032362031373a32373a3134202b303030300d0a4d6573736167652d49443a203c716d31676a706474627a666b65346d2e78796e73356b32683870767371306e406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c343166377232347238306e376139392e6e376438356a647777316761726871406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c343166377232347238306e376139392e6e376438356a647777316761726871406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f35656339663165626632623330626436363832613461623433393965653032616639396335303862220d0a0d0a2d2d3d5f356563396631656266326233306264363638326134616234333939656530326166393963353038620d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a356f6d2f35352b6c343447583434472b34344758343447663434434335593255364b3277354c79613434477536594f6f354c7961343447753570656c3536694c34344772355a434934344b500d0a343447623434472b3434475a3434434344516f3d0d0a2d2d3d5f356563396631656266326233306264363638326134616234333939656530326166393963353038620d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b356f6d2f35352b6c343447583434472b34344758343447663434434335593255364b3277354c7961343447750d0a36594f6f354c7961343447753570656c3536694c34344772355a434934344b50343447623434472b3434475a34344343504339775067304b5043396962325235506a7776614852746244344e0d0a43673d3d0d0a2d2d3d5f356563396631656266326233306264363638326134616234333939656530326166393963353038622d2d0d0a');
INSERT INTO public.messages VALUES (16, 'web', '2026-11-13 10:15:14+00', NULL, NULL, '', 3130, '\x46726f6d3a203d3f7574662d383f623f3562435035703658494f652b6a75575373673d3d3f3d0d0a203c736f676f406c697374732e6c6f63616c686f73743e0d0a546f3a203c736f676f406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f365a697935344739343447753434474b35352b6c34344b4a3434476234344f6834344f3834344f7234344b53355969473434474c3f3d0d0a203d3f7574662d383f623f34344b4b34344b453434475a343447503f3d0d0a446174653a204672692c203133204e6f7620323032362031303a31353a3134202b303030300d0a4d6573736167652d49443a203c79366e32307676746a3578326a77762e6b3135716274396278666d6e303032406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f6d697865643b0d0a20626f756e646172793d223d5f65323364663263376663643162653962373037373634653930326262656435653732333364333838220d0a0d0a2d2d3d5f653233646632633766636431626539623730373736346539303262626564356537323333643338380d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f39366564616166663066643332613666376636663233376463373564313466356332373936316365220d0a0d0a2d2d3d5f393665646161666630666433326136663766366632333764633735643134663563323739363163650d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a3561536e3561326d34344775356f3649357157743434476e34344342365a697935344739343447753434474b35352b6c34344b4a34344762343447723434476b343447453434476d355a79770d0a355a2b66343447753570613534344772364b6d7834344b53364947653434474e3434472b34344758343447663434434344516f4e43754f416a4f6d597375654276654f446f654f44764f4f440d0a712b4f42722b655a752b6d4d73754f426c2b4f426e2b4f426b654f436a4f4f4271654f4167654f4271654f426b2b4f4272755763734f574d75754f427275697073654f42692b574968754f420d0a692b4f4369654f4271754f42684f4f416a654f42714f4f42684f4f426875576a734f4f426a4f576b6d754f42692b4f426f2b4f426e2b4f42702b4f426d654f4167755337747557516a654f420d0a72754f42722b4f426d4f4f4367654f42712b5763734f574d75754f42727557516a65574a6a654f426a4f4f4267754f43692b4f42714f4f416765696d692b574968754f426b654f43684f4f420d0a6d654f42684f4f4272754f42702b4f42722b4f4271754f42684f4f42702b4f426c2b4f43682b4f4268754f42692b4f416767304b4451726f675a376a6759336c6a35626a676f726a6761376a0d0a6762376a67616a6a676f486a67704c6b75356a6a675a486a6762376a675a6e6a6749494e43673d3d0d0a2d2d3d5f393665646161666630666433326136663766366632333764633735643134663563323739363163650d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b3561536e3561326d34344775356f3649357157743434476e34344342365a697935344739343447753434474b0d0a35352b6c34344b4a34344762343447723434476b343447453434476d355a7977355a2b66343447753570613534344772364b6d7834344b53364947653434474e3434472b34344758343447660d0a34344343504339775067304b5048412b3434434d365a69793534473934344f6834344f3834344f723434477635356d373659797934344758343447663434475234344b4d34344770343443420d0a343447703434475434344775355a79773559793634344775364b6d783434474c355969473434474c34344b4a34344771343447453434434e3434476f343447453434474735614f773434474d0d0a356153613434474c3434476a343447663434476e3434475a34344343354c7532355a434e34344775343447763434475934344b4234344772355a79773559793634344775355a434e35596d4e0d0a3434474d3434474334344b4c3434476f34344342364b614c355969473434475234344b453434475a34344745343447753434476e3434477634344771343447453434476e3434475834344b480d0a343447473434474c34344343504339775067304b5048412b364947653434474e35592b5734344b4b343447753434472b3434476f34344b4234344b53354c7559343447523434472b3434475a0d0a34344343504339775067304b5043396962325235506a7776614852746244344e43673d3d0d0a2d2d3d5f393665646161666630666433326136663766366632333764633735643134663563323739363163652d2d0d0a2d2d3d5f653233646632633766636431626539623730373736346539303262626564356537323333643338380d0a436f6e74656e742d547970653a20746578742f706c61696e0d0a436f6e74656e742d446973706f736974696f6e3a206174746163686d656e743b0d0a2066696c656e616d652a302a3d7574662d3827272545382538312539452545332538312538442545352538462539362545332538322538412545332538312541452545332538312542452545332538313b0d0a2066696c656e616d652a312a3d2541382545332538322538312e7478740d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a365a697935344739343447753434474b35352b6c34344b4a34344762343447723434476b343447453434476d34344775364947653434474e35592b5734344b4b373779494d7a4c6b757272760d0a76496b4b43754f44752b655a752b6d4d73754f426c2b4f4270754f42684f4f43692b4f4167444535354c713643754f44752b4f4271654f426b2b4f4272755763734f574d75754f42692b57490d0a68754f42692b4f4369654f426d755762734f4f426f2b4f426e2b4f4167444530354c713643754f44752b6157682b57746c2b4f426a4f57776a2b4f426c654f426a2b4f427075697172654f420d0a762b4f42712b4f426a2b4f42684f4f4167446e6b75726f4b0d0a2d2d3d5f653233646632633766636431626539623730373736346539303262626564356537323333643338382d2d0d0a');
INSERT INTO public.messages VALUES (17, 'lmtp', '2026-11-14 03:03:14+00', NULL, NULL, 'hayashi@home.example.jp', 1002, '\x46726f6d3a203d3f7574662d383f623f35703658494f65557365652b6a673d3d3f3d203c6861796173686940686f6d652e6578616d706c652e6a703e0d0a546f3a20736f676f406c697374732e6c6f63616c686f73740d0a5375626a6563743a203d3f7574662d383f623f556d5536494f6d597375654276654f4272754f426975656670654f4369654f426d2b4f446f654f44764f4f44712b4f436b673d3d3f3d0d0a203d3f7574662d383f623f355969473434474c34344b4b34344b453434475a343447503f3d0d0a446174653a205361742c203134204e6f7620323032362030333a30333a3134202b303030300d0a4d6573736167652d49443a203c626f7361692d686179617368692e323032363131323232323135313440686f6d652e6578616d706c652e6a703e0d0a496e2d5265706c792d546f3a203c79366e32307676746a3578326a77762e6b3135716274396278666d6e303032406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c79366e32307676746a3578326a77762e6b3135716274396278666d6e303032406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a20386269740d0a0d0ae69e97e381a7e38199e38082e4bbb6e5908de381abe59cb0e58cbae5908de38081e8b39be68890e381a7e38199e380820d0a0d0ae5a49ce4b8ade381abe9b3b4e3828be381a8e38081e38186e381a1e381aee38193e381a8e3818be381a9e38186e3818be9968be3818fe381bee381a7e58886e3818be38289e3819ae380810d0ae5aeb6e6978fe3818ce381bfe38293e381aae8b5b7e3818de381a6e38197e381bee38184e381bee38199e380820d0a0d0a32303236e5b9b43131e69c883133e697a528e98791292032303a313020e5b08fe69e9720e7be8ee592b2203c736f676f406c697374732e6c6f63616c686f73743e3a0d0a3e20e3808ce998b2e781bde383a1e383bce383abe381afe799bbe98cb2e38197e3819fe38191e3828ce381a9e38081e381a9e38193e381aee59cb0e58cbae381aee8a9b1e3818be58886e3818be38289e381aae38184e3808de381a8e38184e38186e5a3b0e3818ce5a49ae3818be381a3e3819fe381a7e38199e380820d0a3e20e4bbb6e5908de381aee381afe38198e38281e381abe59cb0e58cbae381aee5908de5898de3818ce38182e3828be381a8e38081e8a68be58886e38191e38284e38199e38184e381aee381a7e381afe381aae38184e381a7e38197e38287e38186e3818be380820d0a');
INSERT INTO public.messages VALUES (18, 'web', '2026-11-14 19:51:14+00', NULL, NULL, '', 1880, '\x46726f6d3a203d3f7574662d383f623f35703658494f65557365652b6a673d3d3f3d0d0a203c736f676f406c697374732e6c6f63616c686f73743e0d0a546f3a203c736f676f406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f556d5536494f6d597375654276654f4272754f426975656670654f4369654f426d2b4f446f654f44764f4f44712b4f436b673d3d3f3d0d0a203d3f7574662d383f623f355969473434474c34344b4b34344b453434475a343447503f3d0d0a446174653a205361742c203134204e6f7620323032362031393a35313a3134202b303030300d0a4d6573736167652d49443a203c3963797933707771306b70747162352e7870747a76656b746230677a657376406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c79366e32307676746a3578326a77762e6b3135716274396278666d6e303032406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c79366e32307676746a3578326a77762e6b3135716274396278666d6e303032406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f66623365613238323537623031633939396634363865336530666131383531313362653637326336220d0a0d0a2d2d3d5f666233656132383235376230316339393966343638653365306661313835313133626536373263360d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a365a716a3434477535613632343447753570613534344b43355a434d34344759343447543434476f34344b53364b69413434476a3434476d343447453434472b3434475834344766343443430d0a4d4455314e5330774d4330354f446332494f4f42712b6d62752b697073654f426c2b4f4270754f41676569426e754f42684f4f4270754f42762b4f4270754f426a2b4f426f4f4f426c654f420d0a684f4f416767304b0d0a2d2d3d5f666233656132383235376230316339393966343638653365306661313835313133626536373263360d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b365a716a3434477535613632343447753570613534344b43355a434d34344759343447543434476f34344b530d0a364b69413434476a3434476d343447453434472b34344758343447663434434337377949365a7537364b6d783535577135592b33365a3265364b476f353653363737794a494f4f42712b6d620d0a752b697073654f426c2b4f4270754f41676569426e754f42684f4f4270754f42762b4f4270754f426a2b4f426f4f4f426c654f42684f4f41676a77766344344e436a7776596d396b655434380d0a4c3268306257772b44516f3d0d0a2d2d3d5f666233656132383235376230316339393966343638653365306661313835313133626536373263362d2d0d0a');
INSERT INTO public.messages VALUES (19, 'web', '2026-11-16 07:51:14+00', NULL, NULL, '', 1884, '\x46726f6d3a203d3f7574662d383f623f34344b433434472f343447593f3d0d0a203c61736869406c697374732e6c6f63616c686f73743e0d0a546f3a203c61736869406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f556d5536494f576b6e4f4f4272754f446b4f4f4375654f426a4f4f4271754f426a2b4f4271754f426f2b4f427075576273413d3d3f3d0d0a203d3f7574662d383f623f3434476a3434476d343447453434472b3434475a3f3d0d0a446174653a204d6f6e2c203136204e6f7620323032362030373a35313a3134202b303030300d0a4d6573736167652d49443a203c72307467733161763739346672396b2e676b726a6a78786835677162776562406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c7a6d776b67767231656e71786a36622e7931787776736d7668373666636330406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c38783561796e3174777a74343461672e30627130707763726672707077376a406c697374732e6c6f63616c686f73743e0d0a203c7a6d776b67767231656e71786a36622e7931787776736d7668373666636330406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f34363331653435376666343361393135636565613533393732373931623462373662316366636563220d0a0d0a2d2d3d5f343633316534353766663433613931356365656135333937323739316234623736623163666365630d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a365965523570756334344767343447523434476e34344b43364c577734344b4d343447773434434236594f6f35725337343447753561325134344776355971703434474c34344b4b3434472b0d0a3434475a34344343354c71493537534534344776365a7537364b6d783434476e34344b433434476e3434474e34344b4c3434476f34344b49343447453434476e3434475a3434434344516f3d0d0a2d2d3d5f343633316534353766663433613931356365656135333937323739316234623736623163666365630d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b365965523570756334344767343447523434476e34344b43364c577734344b4d343447773434434236594f6f0d0a35725337343447753561325134344776355971703434474c34344b4b3434472b3434475a34344343354c71493537534534344776365a7537364b6d783434476e34344b433434476e3434474e0d0a34344b4c3434476f34344b49343447453434476e3434475a34344343504339775067304b5043396962325235506a7776614852746244344e43673d3d0d0a2d2d3d5f343633316534353766663433613931356365656135333937323739316234623736623163666365632d2d0d0a');
INSERT INTO public.messages VALUES (20, 'web', '2026-11-18 15:03:14+00', NULL, NULL, '', 2086, '\x46726f6d3a203d3f7574662d383f623f3562477835592b6a494f614274513d3d3f3d0d0a203c736f676f406c697374732e6c6f63616c686f73743e0d0a546f3a203c736f676f406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f353679734d2b57626e75574e6c4f6974734f53386d754f4272754f426975656670654f4369654f426d773d3d3f3d0d0a446174653a205765642c203138204e6f7620323032362031353a30333a3134202b303030300d0a4d6573736167652d49443a203c65336572647130637264306d62636b2e666b36337967317334336437777a72406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f61623966666232393066303037656666393233343736303538313936386436636361343331636462220d0a0d0a2d2d3d5f616239666662323930663030376566663932333437363035383139363864366363613433316364620d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a353679734d2b57626e754f427275574e6c4f6974734f53386d754f436b756d57692b4f426a654f4276754f426d654f4167754f4271654f4271754f426e2b4f42702b4f43677557436a6569420d0a744f4f42702b4f426a654f4276754f426d654f416767304b44516f74494f5767744f614a674f2b386d755734677557397565614a6743417a365a714f494f53386d756974734f57757041304b0d0a4c53446f726244706f597a76764a726c75494c6d734a486b764a7270704b6a6a6761376b756f6a6e7449546a674948706d4c4c6e6762336a6761376a6759726e6e36586a676f6e6a675a734e0d0a4367304b356f6d4c364b6d7836594361364b697a34344b53343447553562694d3570796234344775357061353434477634344342354c714c3559755a35624741343447343434474b35352b6c0d0a34344b4a34344762343447503434476734344756343447453434434344516f3d0d0a2d2d3d5f616239666662323930663030376566663932333437363035383139363864366363613433316364620d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b353679734d2b57626e754f427275574e6c4f6974734f53386d754f436b756d57692b4f426a654f4276754f420d0a6d654f4167754f4271654f4271754f426e2b4f42702b4f43677557436a656942744f4f42702b4f426a654f4276754f426d654f41676a77766344344e436a78316244344e436a78736154376c0d0a6f4c546d69594476764a726c75494c6c76626e6d695941674d2b6d616a69446b764a726f7262446c727151384c3278705067304b5047787050756974734f6d686a4f2b386d755734677561770d0a6b6553386d756d6b714f4f4272755336694f6530684f4f4167656d597375654276654f4272754f426975656670654f4369654f426d7a777662476b2b44516f384c3356735067304b5048412b0d0a356f6d4c364b6d7836594361364b697a34344b53343447553562694d3570796234344775357061353434477634344342354c714c3559755a35624741343447343434474b35352b6c34344b4a0d0a343447623434475034344767343447563434474534344343504339775067304b5043396962325235506a7776614852746244344e43673d3d0d0a2d2d3d5f616239666662323930663030376566663932333437363035383139363864366363613433316364622d2d0d0a');
INSERT INTO public.messages VALUES (21, 'web', '2026-11-20 17:27:14+00', NULL, NULL, '', 2302, '\x46726f6d3a203d3f7574662d383f623f3661755935716d4c494f5735754f57746b413d3d3f3d0d0a203c736f676f406c697374732e6c6f63616c686f73743e0d0a546f3a203c736f676f406c697374732e6c6f63616c686f73743e0d0a5375626a6563743a203d3f7574662d383f623f556d5536494f5734677561776b6553386d756d6b714f4f4272755336694f6530684f4f4272754f426b2b4f4271413d3d3f3d0d0a446174653a204672692c203230204e6f7620323032362031373a32373a3134202b303030300d0a4d6573736167652d49443a203c7466387834306b70616777733170762e796738336778307339376167327939406c697374732e6c6f63616c686f73743e0d0a496e2d5265706c792d546f3a203c796f79616b752d7361746f322e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a5265666572656e6365733a203c796f79616b752e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a203c7a6a397a71317777767479303570352e7139767634653862726b6838317467406c697374732e6c6f63616c686f73743e0d0a203c796f79616b752d74616e616b612e32303236313132323232313531344073686f702e6578616d706c652e6a703e0d0a203c7468396d78666a636a3462677971702e6e61366368656e68633474626b6833406c697374732e6c6f63616c686f73743e0d0a203c396a34376a623030373830316374652e307877767074357939656631733176406c697374732e6c6f63616c686f73743e0d0a203c796f79616b752d7361746f322e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a206d756c7469706172742f616c7465726e61746976653b0d0a20626f756e646172793d223d5f65353732346162306634663162363731646134306332346336393332326334373865646633656664220d0a0d0a2d2d3d5f653537323461623066346631623637316461343063323463363933323263343738656466336566640d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a36594f6f354c79613434476e364b6d7834344758355a434934344745343443423434472b34344761355a4b4d3561366b3434476e354c694a3434474c35707949364b6d6d3434475a357147490d0a34344b533434472b3434476f34344b423434476d3434474534344b4c3434476f3434475434344b4e3434476e3434475a3434434335352b7a354c71563434475634344b54343447753434434d0d0a365a7537364b6d783434476e354c7136343447723661433834344b4234344b4c3659475434344b433571364c343447583434476d3434473734344758343447453434434e3434476f343447450d0a3434474735614f7734344b433434434235714749343447723559576c34344b4d3434472b3434475a3434434344516f3d0d0a2d2d3d5f653537323461623066346631623637316461343063323463363933323263343738656466336566640d0a436f6e74656e742d547970653a20746578742f68746d6c3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a206261736536340d0a0d0a5043464554304e5557564246494768306257772b44516f3861485274624342735957356e50534a715953492b5047686c5957512b5047316c6447456759326868636e4e6c644430696458526d0d0a4c5467695067304b5047316c64474567626d46745a543069646d6c6c64334276636e516949474e76626e526c626e5139496e64705a48526f5057526c646d6c6a5a53313361575230614377670d0a6157357064476c686243317a593246735a543078496a344e436a787a64486c735a54344e436d4a765a486b67657942745958677464326c6b64476736494451775a57303749475a76626e51740d0a5a6d4674615778354f69427a5957357a4c584e6c636d6c6d4f7942736157356c4c57686c6157646f64446f674d5334334f794276646d56795a6d787664793133636d46774f694268626e6c330d0a614756795a5473676651304b596d787659327478645739305a53423749473168636d6470626a6f674d4341774944466c625473676347466b5a476c755a7931735a575a304f6941785a5730370d0a49474a76636d526c636931735a575a304f69417a634867676332397361575167497a6b304f5451354e4473676651304b64474669624755676579426962334a6b5a58497459323973624746770d0a6332553649474e766247786863484e6c4f794239445170306143776764475167657942775957526b6157356e4f6941774c6a4a6c625341774c6a5a6c62547367596d39795a4756794f6941780d0a634867676332397361575167497a6b304f5451354e4473676651304b63484a6c4948736764326870644755746333426859325536494842795a533133636d46774f79423944516f384c334e300d0a6557786c506a7776614756685a44344e436a7869623252355067304b5048412b36594f6f354c79613434476e364b6d7834344758355a434934344745343443423434472b34344761355a4b4d0d0a3561366b3434476e354c694a3434474c35707949364b6d6d3434475a3571474934344b533434472b3434476f34344b423434476d3434474534344b4c3434476f3434475434344b4e3434476e0d0a3434475a3434434335352b7a354c71563434475634344b54343447753434434d365a7537364b6d783434476e354c7136343447723661433834344b4234344b4c3659475434344b433571364c0d0a343447583434476d3434473734344758343447453434434e3434476f343447453434474735614f7734344b433434434235714749343447723559576c34344b4d3434472b3434475a343443430d0a504339775067304b5043396962325235506a7776614852746244344e43673d3d0d0a2d2d3d5f653537323461623066346631623637316461343063323463363933323263343738656466336566642d2d0d0a');
INSERT INTO public.messages VALUES (22, 'lmtp', '2026-11-22 00:39:14+00', NULL, NULL, 'kimura@mail.example.jp', 973, '\x46726f6d3a203d3f7574662d383f623f3570796f35703252494f57536a4f53356e773d3d3f3d203c6b696d757261406d61696c2e6578616d706c652e6a703e0d0a546f3a20736f676f406c697374732e6c6f63616c686f73740d0a5375626a6563743a203d3f7574662d383f623f556d5536494f5734677561776b6553386d756d6b714f4f4272755336694f6530684f4f4272754f426b2b4f4271413d3d3f3d0d0a446174653a2053756e2c203232204e6f7620323032362030303a33393a3134202b303030300d0a4d6573736167652d49443a203c68656c642d66697273742e3230323631313232323231353134406d61696c2e6578616d706c652e6a703e0d0a496e2d5265706c792d546f3a203c7466387834306b70616777733170762e796738336778307339376167327939406c697374732e6c6f63616c686f73743e0d0a5265666572656e6365733a203c796f79616b752e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a203c7a6a397a71317777767479303570352e7139767634653862726b6838317467406c697374732e6c6f63616c686f73743e0d0a203c796f79616b752d74616e616b612e32303236313132323232313531344073686f702e6578616d706c652e6a703e0d0a203c7468396d78666a636a3462677971702e6e61366368656e68633474626b6833406c697374732e6c6f63616c686f73743e0d0a203c396a34376a623030373830316374652e307877767074357939656631733176406c697374732e6c6f63616c686f73743e0d0a203c796f79616b752d7361746f322e3230323631313232323231353134406b65697461692e6578616d706c652e6a703e0d0a203c7466387834306b70616777733170762e796738336778307339376167327939406c697374732e6c6f63616c686f73743e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a20386269740d0a0d0ae381afe38198e38281e381a6e68a95e7a8bfe38197e381bee38199e38082e8a5bfe59cb0e58cbae381aee69ca8e69d91e381a7e38199e380820d0a0d0ae4bc9ae9a4a8e381aee8aabfe79086e5aea4e38282e38081e5908ce38198e38288e38186e381abe4ba88e7b484e381a7e3818de3828be381a8e38186e3828ce38197e38184e381a7e38199e380820d0ae5ad90e381a9e38282e9a39fe5a082e381a7e69c88e381abe4ba8ce59b9ee4bdbfe381a3e381a6e38184e381bee38199e380820d0a');
INSERT INTO public.messages VALUES (23, 'lmtp', '2026-11-22 15:03:14+00', NULL, NULL, 'info@shop.example.com', 526, '\x46726f6d3a203d3f7574662d383f623f3434474b35623658356f4f463561437834344b3734344f7a34344b2f34344f383f3d203c696e666f4073686f702e6578616d706c652e636f6d3e0d0a546f3a20736f676f406c697374732e6c6f63616c686f73740d0a5375626a6563743a203d3f7574662d383f623f3434435135346d353559696c354c36683571433834344352365a69793534717634344b7234344f6834344f7034344775343447553f3d0d0a203d3f7574662d383f623f35714749355961463f3d0d0a446174653a2053756e2c203232204e6f7620323032362031353a30333a3134202b303030300d0a4d6573736167652d49443a203c68656c642d6164766572742e32303236313132323232313531344073686f702e6578616d706c652e636f6d3e0d0a4d494d452d56657273696f6e3a20312e300d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d7574662d380d0a436f6e74656e742d5472616e736665722d456e636f64696e673a20386269740d0a0d0ae59cb0e59f9fe381aee381bfe381aae38195e381bee381b8e38081e69c9fe99693e99990e5ae9ae381aee3818ae79fa5e38289e3819be381a7e38199e380820d0ae4bb8ae381a0e38191e58d8ae9a18de38082e8a9b3e38197e3818fe381af2068747470733a2f2f73686f702e6578616d706c652e636f6d2f20e381bee381a7e380820d0a');
INSERT INTO public.moderator_bells VALUES (1, '2026-11-22 23:15:15.193842+00', '[26]');
INSERT INTO public.need_clips VALUES (1, '4351mjfn1hzv', 1, 1, '電話か
メールで予約できるように
なりませんか。', '2026-11-22 22:15:15.782243+00', NULL);
INSERT INTO public.need_clips VALUES (2, 'ctbpfyfqzvmp', 1, 2, '仕事をしている人は休みを取って行くしかありません。', '2026-11-22 22:15:15.787727+00', NULL);
INSERT INTO public.need_clips VALUES (3, 'bc1d5jejxhc3', 1, 4, '電話だけでも受けてもらえれば、ずいぶん助かります。', '2026-11-22 22:15:15.792562+00', NULL);
INSERT INTO public.need_clips VALUES (4, 't0m5mm21v8bq', 1, 7, '電話で人に頼める道も、どうか残してください。', '2026-11-22 22:15:15.797359+00', NULL);
INSERT INTO public.need_clips VALUES (5, 'r6hymmsd94zq', 2, 1, '家から空きが分かって', '2026-11-22 22:15:15.804069+00', NULL);
INSERT INTO public.need_clips VALUES (6, 't20mhkq0r69h', 2, 2, '空いている日が、行くまで分からない', '2026-11-22 22:15:15.808476+00', NULL);
INSERT INTO public.need_clips VALUES (7, 'qata5qf94xhc', 2, 4, '「来てから見てください」と言われます。', '2026-11-22 22:15:15.813531+00', NULL);
INSERT INTO public.need_steps VALUES (1, 1, 'opened', '2026-11-22 22:15:15.775359+00', 7, NULL, NULL, '窓口に行かなくても、人に頼んで予約したい');
INSERT INTO public.need_steps VALUES (2, 1, 'clipped', '2026-11-22 22:15:15.784246+00', 7, 1, NULL, '');
INSERT INTO public.need_steps VALUES (3, 1, 'clipped', '2026-11-22 22:15:15.789077+00', 7, 2, NULL, '');
INSERT INTO public.need_steps VALUES (4, 1, 'clipped', '2026-11-22 22:15:15.793854+00', 7, 3, NULL, '');
INSERT INTO public.need_steps VALUES (5, 1, 'clipped', '2026-11-22 22:15:15.800009+00', 7, 4, NULL, '');
INSERT INTO public.need_steps VALUES (6, 2, 'opened', '2026-11-22 22:15:15.800012+00', 7, NULL, NULL, '空いている日を、行く前に知りたい');
INSERT INTO public.need_steps VALUES (7, 2, 'clipped', '2026-11-22 22:15:15.805346+00', 7, 5, NULL, '');
INSERT INTO public.need_steps VALUES (8, 2, 'clipped', '2026-11-22 22:15:15.809786+00', 7, 6, NULL, '');
INSERT INTO public.need_steps VALUES (9, 2, 'clipped', '2026-11-22 22:15:15.814548+00', 7, 7, NULL, '');
INSERT INTO public.needs VALUES (1, 'hjmgtsbp8yrw', '窓口に行かなくても、人に頼んで予約したい', '足が悪い、バスが少ない、平日は働いている。窓口まで行けない人が、電話やメールで予約したいと言っています。', '2026-11-22 22:15:15.7735+00', NULL, NULL, '');
INSERT INTO public.needs VALUES (2, 'd727dy91755q', '空いている日を、行く前に知りたい', '', '2026-11-22 22:15:15.798603+00', NULL, NULL, '');
INSERT INTO public.notices_sent VALUES (1, 'tanaka@shop.example.jp', 'confirm:bba53a8ac32945f427db188426357385', '2026-11-23');
INSERT INTO public.persons VALUES (1, '76e2cdvj5jp2', '中村 正夫', NULL, 'university', NULL, 'ja', '2026-11-22 22:15:14.843863+00', '2026-11-22 22:15:14.840649+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.persons VALUES (2, 'kh6vpdyegsa5', '青木 さくら', 'さくら', 'citizen', '北地区', 'ja', '2026-11-22 22:15:14.861877+00', '2026-11-22 22:15:14.860191+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.persons VALUES (4, '45e1t2amfszr', '高橋 幸子', NULL, 'group', NULL, 'ja', '2026-11-22 22:15:14.872674+00', '2026-11-22 22:15:14.86852+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.persons VALUES (5, '3fd0zj625jh5', '小林 美咲', 'みさき', 'university', NULL, 'ja', '2026-11-22 22:15:14.87268+00', '2026-11-22 22:15:14.86898+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.persons VALUES (6, '25pc8c9f0a9w', '渡辺 誠', NULL, 'government', NULL, 'ja', '2026-11-22 22:15:14.872685+00', '2026-11-22 22:15:14.869233+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.persons VALUES (7, '7v1w05tas3yr', '鈴木 直子', 'なおこ', 'citizen', '中央地区', 'ja', '2026-11-22 22:15:14.890837+00', '2026-11-22 22:15:14.887126+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.persons VALUES (8, '58z8wa8d9p9v', '加藤 浩', 'ひろし', 'company', NULL, 'ja', '2026-11-22 22:15:14.890849+00', '2026-11-22 22:15:14.887564+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.persons VALUES (9, 'y7ezt6x87qar', '山口 恵', NULL, 'government', NULL, 'ja', '2026-11-22 22:15:14.890855+00', '2026-11-22 22:15:14.887872+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.persons VALUES (10, '1vgr36196h7w', '大西 隆', NULL, 'university', NULL, 'ja', '2026-11-22 22:15:14.89086+00', '2026-11-22 22:15:14.888288+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.persons VALUES (11, 'r0he67gj4687', '佐藤 ハル', 'ハル', 'citizen', '北地区', 'ja', '2026-11-22 22:15:14.890865+00', '2026-11-22 22:15:14.888571+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.persons VALUES (12, 'r56cehdtt3tz', '石井 茂', NULL, 'citizen', '東地区', 'ja', '2026-11-22 22:15:14.890869+00', '2026-11-22 22:15:14.888775+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.persons VALUES (13, 'wyjkne3pj2j3', '林 由美', 'もみじ', 'citizen', '東地区', 'ja', '2026-11-22 22:15:14.890873+00', '2026-11-22 22:15:14.888831+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.persons VALUES (3, '86dvhvzcsgzq', '田中 健一', NULL, 'company', NULL, 'ja', '2026-11-22 22:15:14.872665+00', '2026-11-22 22:15:14.868088+00', '2026-11-22 22:15:15.243462+00', NULL, NULL, NULL, NULL);
INSERT INTO public.plan_periods VALUES (1, '前期', 2025, 2028);
INSERT INTO public.plan_periods VALUES (2, '後期', 2029, 2033);
INSERT INTO public.post_search VALUES (1880405923856384001, 1, '''ある'':84 ''い'':97 ''いけ'':67 ''いて'':77 ''いと'':65 ''いな'':79 ''い日'':81 ''うに'':133 ''えな'':95 ''か'':122,140 ''かっ'':117 ''かな'':63 ''から'':111 ''があ'':83 ''が分'':115 ''きが'':114 ''きる'':130 ''けて'':91 ''けま'':68 ''こと'':9 ''しま'':22 ''じめ'':16 ''す'':24,32,38 ''せん'':70,138 ''って'':56,73,118 ''て'':119 ''てい'':78 ''ても'':74,92 ''てメ'':18 ''て窓'':57 ''でき'':129 ''です'':31,37 ''では'':88 ''で予'':126 ''で行'':61 ''と'':10,66 ''ない'':64,80,96 ''なり'':135 ''に'':51,134 ''に一'':107 ''に乗'':54 ''のこ'':8 ''のに'':50 ''のバ'':100 ''の予'':5 ''の佐'':28 ''の和'':43 ''はじ'':15 ''は一'':103 ''は受'':89 ''ます'':23 ''ませ'':69,137 ''まで'':60 ''めて'':17 ''もら'':93 ''も空'':75 ''よう'':132 ''らえ'':94 ''ら空'':112 ''りの'':99 ''りま'':136 ''りる'':48 ''る'':85 ''るの'':49 ''るよ'':131 ''を借'':46 ''ん'':71 ''んか'':139 ''スに'':53 ''スは'':102 ''ハル'':13 ''バス'':52,101 ''メー'':19,123 ''ル'':14 ''ルし'':21 ''ルで'':125 ''ール'':20,124 ''一時'':104 ''一本'':108 ''七十'':33 ''乗っ'':55 ''予約'':6,127 ''五歳'':35 ''会館'':3,41 ''佐藤'':11,29 ''借り'':47 ''分か'':116 ''北地'':25 ''区の'':27 ''十五'':34 ''受け'':90 ''口ま'':59 ''和室'':44 ''地区'':26 ''室を'':45 ''家か'':110 ''市民'':1,39 ''帰り'':98 ''日が'':82 ''時間'':105 ''本'':109 ''歳で'':36 ''民会'':2,40 ''空い'':76 ''空き'':113 ''窓口'':58 ''約で'':128 ''約の'':7 ''藤'':12 ''藤で'':30 ''行か'':62 ''行っ'':72 ''話か'':121 ''話で'':87 ''間に'':106 ''電話'':86,120 ''館の'':4,42');
INSERT INTO public.post_search VALUES (1880433102946304002, 1, '''1'':126 ''17'':73 ''2'':143 ''9'':69 ''あり'':28,99 ''ある'':157 ''い'':142 ''いて'':21,60,128 ''いま'':35,53,123 ''いる'':62,85,107,130 ''うご'':32 ''かあ'':98 ''から'':71,139 ''が'':133 ''があ'':156 ''がと'':30 ''が開'':58 ''くし'':96 ''くだ'':23 ''くま'':135 ''くら'':14 ''く必'':153 ''けな'':76 ''ける'':113 ''こと'':9,109 ''ござ'':33 ''さく'':13 ''さっ'':25 ''さん'':18 ''ざい'':34 ''しか'':97 ''して'':83 ''しも'':40 ''し込'':145 ''す'':37,55,125 ''せん'':102 ''たし'':39 ''だけ'':75 ''ださ'':24 ''だと'':120 ''って'':26,51,93,105 ''つだ'':119 ''てあ'':27 ''てい'':52,61,84,106,129 ''てく'':22 ''て行'':94 ''で'':79 ''で分'':137 ''で和'':46 ''と'':10,115 ''とう'':31 ''とを'':110 ''と思'':121 ''ない'':141 ''なの'':77 ''に'':148 ''の'':68 ''のこ'':8 ''ので'':78 ''のは'':64 ''の予'':5 ''の二'':117 ''は'':65 ''は休'':88 ''へ行'':151 ''ます'':36,54,124 ''ませ'':101 ''まで'':136 ''みに'':147 ''みを'':90 ''もサ'':41 ''ら'':15,72 ''らな'':140 ''りが'':29 ''りま'':100 ''る'':158 ''るこ'':108 ''ると'':114 ''るの'':63 ''る人'':86 ''る日'':131 ''わた'':38 ''をし'':82 ''を使'':49 ''を分'':111 ''を取'':91 ''ん'':19,103 ''クル'':44 ''サー'':42 ''ルで'':45 ''ーク'':43 ''予約'':6 ''事を'':81 ''二つ'':118 ''人は'':87 ''仕事'':80 ''休み'':89 ''会館'':3 ''佐藤'':16 ''使っ'':50 ''分か'':138 ''分け'':112 ''取っ'':92 ''口が'':57 ''口へ'':150 ''和室'':47 ''困っ'':104 ''室を'':48 ''市民'':1 ''平日'':66 ''必要'':154 ''思い'':122 ''日が'':132 ''日の'':67 ''時'':74 ''時か'':70 ''書い'':20 ''木'':12 ''次の'':116 ''民会'':2 ''申し'':144 ''空い'':127 ''窓口'':56,149 ''約の'':7 ''藤さ'':17 ''行く'':95,134,152 ''要が'':155 ''込み'':146 ''開い'':59 ''青木'':11 ''館の'':4');
INSERT INTO public.post_search VALUES (1880505580519424004, 1, '''1'':23 ''2'':88 ''ある'':102 ''い'':39,81 ''いて'':25,69 ''いぶ'':119 ''いま'':59 ''いる'':27 ''えれ'':115 ''から'':36,74 ''かり'':123 ''が'':30,62 ''があ'':101 ''くだ'':78 ''くま'':32 ''く必'':98 ''けて'':111 ''けで'':107 ''こと'':9 ''さい'':80 ''し込'':90 ''じで'':45 ''す'':22,47,87,126 ''すが'':61 ''ずい'':118 ''だけ'':106 ''ださ'':79 ''てい'':26 ''てか'':73 ''てく'':77 ''ても'':70,112 ''で'':67 ''です'':21,46 ''でも'':108 ''で分'':34 ''で毎'':55 ''と'':10 ''と言'':82 ''ない'':38 ''に'':93 ''に電'':64 ''のこ'':8 ''の予'':5 ''の田'':18 ''の集'':51 ''ば'':117 ''ぶん'':120 ''へ行'':96 ''ます'':60,86,125 ''まで'':33 ''まり'':53 ''みに'':92 ''も'':71 ''もら'':113 ''も受'':109 ''も同'':43 ''らえ'':114 ''らな'':37 ''ら見'':75 ''りで'':54 ''りま'':124 ''る'':103 ''る日'':28 ''れば'':116 ''れま'':85 ''われ'':84 ''ん助'':121 ''一'':14,130 ''中'':12,128 ''中で'':20 ''中央'':131 ''予約'':6 ''会'':135 ''会の'':17,50 ''会議'':40 ''会館'':3 ''使い'':58 ''健一'':13,129 ''先に'':63 ''分か'':35 ''助か'':122 ''受け'':110 ''口へ'':95 ''号非'':141 ''同じ'':44 ''商店'':15,48,133 ''央商'':132 ''室も'':42 ''市民'':1 ''店会'':16,49,134 ''必要'':99 ''日が'':29 ''月使'':57 ''来て'':72 ''毎月'':56 ''民会'':2 ''田中'':11,19,127 ''申し'':89 ''番号'':140 ''示'':144 ''空い'':24 ''窓口'':94 ''約の'':7 ''聞い'':68 ''行く'':31,97 ''表示'':143 ''要が'':100 ''見て'':76 ''言わ'':83 ''話'':137 ''話だ'':105 ''話で'':66 ''話番'':139 ''議室'':41 ''込み'':91 ''集ま'':52 ''電話'':65,104,136,138 ''非表'':142 ''館の'':4');
INSERT INTO public.post_search VALUES (1880659595362304007, 1, '''々'':152 ''い'':150 ''いこ'':125 ''いた'':48 ''いて'':51 ''うか'':142 ''うに'':118 ''おり'':53,104 ''かけ'':78 ''から'':65 ''か残'':143 ''が'':130 ''がつ'':82 ''くし'':60 ''くだ'':147 ''くな'':85 ''けに'':75 ''ける'':79 ''こと'':9,126 ''さい'':149 ''した'':89 ''して'':63,145 ''しま'':24,61 ''し込'':68,113 ''す'':26,35,56 ''すが'':129 ''せて'':46 ''せん'':107 ''た'':90 ''ただ'':49 ''ため'':72 ''だい'':50 ''だけ'':74 ''ださ'':148 ''って'':102 ''つら'':83 ''てい'':47 ''てお'':52,103 ''てか'':64 ''てく'':146 ''です'':128 ''で人'':133 ''で会'':40 ''で申'':111 ''と'':10 ''とで'':127 ''と申'':22 ''どう'':141 ''なり'':32,86 ''なる'':120 ''にな'':31,119 ''に出'':76 ''に頼'':135 ''のが'':81 ''のこ'':8 ''のた'':71 ''のは'':122 ''の予'':5 ''の会'':38 ''の石'':19 ''はよ'':123 ''まし'':62,88 ''ます'':25,34,55 ''ませ'':106 ''みの'':70 ''めだ'':73 ''める'':115,137 ''も'':140 ''も持'':100 ''も携'':95 ''よい'':124 ''よう'':117 ''ら'':66 ''らく'':84 ''りま'':33,54,87,105 ''るの'':80,121 ''るよ'':116 ''る道'':138 ''わせ'':45 ''を使'':43 ''を悪'':58 ''ん'':108 ''コン'':93 ''ソコ'':92 ''パソ'':91 ''ンも'':94 ''一歳'':29 ''予約'':6 ''井'':12 ''井と'':21 ''人に'':134 ''会で'':39 ''会館'':3,41 ''使わ'':44 ''八十'':27 ''出か'':77 ''前略'':14 ''区の'':18 ''十一'':28 ''囲碁'':36 ''地区'':17 ''市民'':1 ''帯電'':97 ''悪く'':59 ''持っ'':101 ''携帯'':96 ''東地'':16 ''械で'':110 ''機械'':109 ''歳に'':30 ''残し'':144 ''民会'':2 ''申し'':23,67,112 ''略'':15 ''石井'':11,20 ''碁の'':37 ''約の'':7 ''茂'':13 ''草々'':151 ''話で'':132 ''話も'':99 ''足を'':57 ''込み'':69 ''込め'':114 ''道も'':139 ''電話'':98,131 ''頼め'':136 ''館の'':4 ''館を'':42');
INSERT INTO public.post_search VALUES (1881429669576704030, 2, '''あと'':49 ''おく'':46 ''かか'':35 ''かっ'':36 ''きの'':10 ''く'':28 ''くと'':47 ''けた'':20 ''けで'':25 ''して'':44 ''す'':57 ''すと'':8 ''た件'':21,31 ''た時'':38 ''だけ'':24 ''った'':30,37 ''てお'':45 ''でな'':26 ''で比'':51 ''と'':34,48 ''とき'':9 ''とで'':50 ''なく'':27 ''の予'':3 ''の進'':11 ''べら'':53 ''ます'':56 ''め方'':13 ''も記'':41 ''られ'':54 ''れま'':55 ''を試'':6 ''中村'':15 ''予約'':4 ''件数'':22,32 ''受け'':19 ''和室'':1 ''夫'':18 ''室の'':2 ''数'':33 ''数だ'':23 ''断っ'':29 ''方'':14 ''時間'':39 ''村'':16 ''正夫'':17 ''比べ'':52 ''約を'':5 ''記録'':42 ''試す'':7 ''進め'':12 ''録し'':43 ''間'':40');
INSERT INTO public.post_search VALUES (1880822669901824009, 1, '''12'':74 ''21'':66 ''26'':79 ''38'':58 ''412'':54,56 ''951'':64 ''96'':70,72 ''977'':62 ''ある'':87 ''いた'':49 ''いて'':47 ''うち'':42 ''けま'':109 ''こと'':9 ''した'':36 ''じ元'':103 ''す'':23,101,111 ''た'':37 ''た日'':50 ''ち窓'':43 ''てい'':48 ''です'':22,100 ''と'':10 ''によ'':93 ''の'':78 ''のあ'':86 ''のこ'':8 ''の予'':5 ''の利'':27 ''の渡'':19 ''の表'':105 ''の電'':90 ''は'':81 ''べま'':34 ''まし'':35 ''ます'':110 ''みで'':99 ''よる'':94 ''る仮'':95 ''る方'':88 ''を付'':107 ''を調'':32 ''ホー'':67 ''ル'':69 ''ール'':68 ''予約'':6 ''付け'':108 ''仮申'':96 ''件'':55,57,63,65,71,73 ''件は'':80 ''件数'':30 ''会議'':59,75 ''会館'':3 ''体登'':83 ''元の'':104 ''利用'':28 ''口'':45 ''同じ'':102 ''和室'':52 ''団体'':82 ''報政'':15 ''室'':53,61 ''室の'':77 ''屋'':39 ''市民'':1 ''年度'':25 ''度の'':26 ''情報'':14 ''政策'':16 ''数を'':31 ''方の'':89 ''日'':51 ''昨年'':24 ''民会'':2 ''渡辺'':11,20 ''用件'':29 ''申込'':40,97 ''登録'':84 ''空い'':46 ''窓口'':44 ''策課'':17 ''約の'':7 ''表を'':106 ''話に'':92 ''誠'':13 ''課の'':18 ''調べ'':33 ''議室'':60,76 ''辺'':12 ''辺で'':21 ''込'':41 ''込み'':98 ''部屋'':38 ''録の'':85 ''電話'':91 ''館の'':4');
INSERT INTO public.post_search VALUES (1880940445958144013, 3, '''19'':30 ''20'':32 ''40'':55 ''あと'':53 ''いて'':58 ''いま'':14,41,78 ''いる'':74 ''うに'':69 ''か'':82 ''から'':21 ''が'':26 ''がな'':5 ''きま'':63 ''くな'':7 ''しま'':39 ''じ'':19 ''じよ'':67 ''す'':16,43,65 ''せん'':80 ''って'':9,12,37,61,72 ''てい'':13,73 ''てき'':62 ''てし'':38 ''て困'':10 ''て帰'':59 ''で終'':34 ''と'':54 ''なく'':6 ''なっ'':8 ''に困'':70 ''のあ'':52 ''のバ'':2,23 ''の娘'':47 ''は'':29 ''はい'':77 ''は部'':49 ''まい'':40 ''ます'':15,42,64 ''ませ'':79 ''みじ'':18 ''もみ'':17 ''よう'':68 ''らの'':22 ''る方'':75 ''わっ'':36 ''んか'':81 ''スが'':4,25 ''バス'':3,24 ''分で'':33 ''分歩'':56 ''同じ'':66 ''困っ'':11,71 ''夜の'':1 ''娘は'':48 ''帰っ'':60 ''平日'':27 ''方は'':76 ''日は'':28 ''時'':31 ''校生'':45 ''歩い'':57 ''活の'':51 ''生の'':46 ''終わ'':35 ''部活'':50 ''駅か'':20 ''高校'':44');
INSERT INTO public.post_search VALUES (1880967625048064014, 3, '''いで'':37 ''いま'':14 ''いる'':51 ''うち'':20 ''えに'':30 ''えの'':41 ''がな'':5 ''が多'':35 ''が混'':47 ''くで'':24 ''くな'':7 ''くら'':18 ''く家'':33 ''さく'':17 ''す'':16,39,60 ''ちの'':21 ''って'':9,12 ''てい'':13 ''て困'':10 ''でい'':50 ''です'':38 ''でも'':25 ''で迎'':28 ''で駅'':44 ''なく'':6 ''なっ'':8 ''なり'':57 ''にな'':56 ''に行'':31 ''のも'':53 ''のバ'':2 ''の車'':42 ''の近'':22 ''ます'':15,59 ''も'':26 ''も気'':54 ''ら'':19 ''りま'':58 ''るの'':52 ''んで'':49 ''スが'':4 ''バス'':3 ''前が'':46 ''困っ'':11 ''多い'':36 ''夜の'':1 ''家が'':34 ''気に'':55 ''混ん'':48 ''行く'':32 ''車で'':27,43 ''迎え'':29,40 ''近く'':23 ''駅前'':45');
INSERT INTO public.post_search VALUES (1881040102621184016, 3, '''あっ'':70 ''いち'':41 ''いて'':26 ''いの'':38 ''いま'':14,28 ''かも'':83 ''が'':40 ''があ'':69 ''がな'':5 ''が足'':34 ''きる'':81 ''くて'':59 ''くな'':7 ''け'':65,75 ''し'':19 ''しく'':58 ''しれ'':85 ''す'':16,30,49 ''すの'':54 ''せん'':88 ''た日'':72 ''だけ'':64,74 ''ちば'':42 ''った'':71 ''って'':9,12 ''てい'':13,27 ''ても'':60 ''て困'':10 ''でき'':80 ''です'':48 ''で働'':24 ''ない'':37 ''なく'':6 ''なっ'':8 ''なら'':76 ''のが'':39 ''のは'':55 ''のバ'':2 ''の理'':45 ''は難'':56 ''ばん'':43 ''ひろ'':17 ''ます'':15,29 ''ませ'':87 ''も'':61 ''もし'':84 ''や'':66 ''やす'':53 ''ら'':77 ''りな'':36 ''るか'':82 ''れま'':86 ''ろし'':18 ''を増'':51 ''ん'':89 ''んの'':44 ''スが'':4 ''ス会'':21 ''バス'':3,20 ''予約'':67 ''会社'':22 ''便を'':50 ''働い'':25 ''困っ'':11 ''増や'':52 ''夜の'':1 ''手が'':33 ''日だ'':73 ''曜だ'':63 ''理由'':46 ''由で'':47 ''相談'':78 ''社で'':23 ''約が'':68 ''談で'':79 ''足り'':35 ''転手'':32 ''運転'':31 ''金曜'':62 ''難し'':57');
INSERT INTO public.post_search VALUES (1881103520497664018, 1, '''あり'':59,115 ''いか'':122 ''うま'':119 ''える'':81 ''おく'':30 ''かせ'':142 ''かっ'':125 ''かな'':123 ''かの'':64 ''から'':72 ''か月'':94 ''があ'':58,114 ''く'':87 ''くい'':121 ''くと'':31 ''くみ'':41 ''けを'':91 ''げて'':28 ''こと'':9,56,128 ''しく'':40 ''して'':97 ''しは'':35 ''し上'':26 ''じめ'':70 ''す'':24,62,118,145 ''する'':133 ''せま'':143 ''たこ'':55,127 ''たし'':34 ''た例'':112 ''だけ'':90 ''った'':54,126 ''て'':98 ''てお'':29 ''です'':23 ''では'':67,84 ''と'':10,32,135 ''とが'':57 ''とも'':129 ''なか'':124 ''なく'':86 ''に生'':140 ''に関'':51 ''のこ'':8 ''のし'':39 ''ので'':83 ''の予'':5 ''の件'':106 ''の大'':20 ''の市'':65 ''の研'':48 ''の部'':76,137 ''は'':68 ''はじ'':69 ''はな'':85 ''は予'':36 ''べた'':111 ''ほか'':63 ''まく'':120 ''ます'':61,117,144 ''みを'':42 ''めか'':71 ''も公'':130 ''ら全'':73 ''りま'':60,116 ''ると'':134 ''るの'':82 ''る会'':45 ''わた'':33 ''わっ'':53 ''を三'':92 ''を作'':43 ''を変'':79 ''を比'':109 ''アド'':14 ''イザ'':17 ''ザー'':18 ''ドバ'':15 ''バイ'':16 ''メー'':101 ''ル'':103 ''ーの'':19 ''ール'':102 ''三か'':93 ''上げ'':27 ''予約'':6,37 ''件数'':107 ''会社'':46 ''会館'':3 ''作る'':44 ''例が'':113 ''全部'':74 ''公表'':131 ''口の'':105 ''和室'':88 ''変え'':80 ''大西'':11,21 ''室だ'':89 ''屋に'':139 ''屋を'':78 ''市で'':66 ''市民'':1 ''数を'':108 ''月'':95 ''次の'':136 ''比べ'':110 ''民会'':2 ''生か'':141 ''申し'':25 ''研究'':49 ''社の'':47 ''究に'':50 ''窓口'':104 ''約の'':7,38 ''表す'':132 ''西'':12 ''西で'':22 ''試し'':96 ''話'':100 ''部の'':75 ''部屋'':77,138 ''関わ'':52 ''隆'':13 ''電話'':99 ''館の'':4');
INSERT INTO public.post_search VALUES (1881166938374144023, 1, '''あり'':23 ''いま'':30 ''うご'':27 ''かり'':54 ''がと'':25 ''きた'':47 ''けで'':36 ''こと'':9 ''ござ'':28 ''さん'':21 ''ざい'':29 ''す'':18,32,57 ''たら'':48 ''だけ'':35 ''ても'':51 ''で'':45 ''でき'':46 ''です'':17 ''でも'':37 ''と'':10 ''とう'':26 ''とて'':50 ''とメ'':41 ''なさ'':20 ''のこ'':8 ''の予'':5 ''ます'':31,56 ''みな'':19 ''も'':38 ''も助'':52 ''ら'':49 ''りが'':24 ''りま'':55 ''ん'':22 ''ハル'':13 ''メー'':42 ''ル'':14 ''ルで'':44 ''ール'':43 ''予約'':6 ''会館'':3 ''佐藤'':11,15 ''助か'':53 ''和室'':33 ''室だ'':34 ''市民'':1 ''民会'':2 ''約の'':7 ''藤'':12 ''藤で'':16 ''話と'':40 ''電話'':39 ''館の'':4');
INSERT INTO public.post_search VALUES (1881384371093504029, 2, '''ある'':86 ''いと'':49 ''いま'':52 ''うか'':91 ''か'':92 ''かに'':78 ''か月'':65 ''きの'':10 ''けて'':34 ''け方'':68 ''こと'':30,83 ''した'':47 ''しょ'':89 ''す'':54 ''すと'':8 ''たい'':48 ''て'':35 ''でし'':88 ''で試'':38 ''と'':31 ''とき'':9 ''とは'':84 ''と思'':50 ''に決'':79 ''の'':21 ''のこ'':29 ''の予'':3,26 ''の進'':11,41 ''の部'':57 ''はあ'':85 ''ほか'':77 ''ます'':53 ''める'':81 ''め方'':13,43 ''ょう'':90 ''るこ'':82 ''るで'':87 ''を受'':32 ''を試'':6 ''を話'':45 ''メー'':72 ''ル'':74 ''ール'':73 ''三か'':64 ''予約'':4,27 ''会で'':37 ''会館'':24 ''受け'':33,67 ''口'':76 ''合の'':20 ''和室'':1,60 ''子'':18 ''室'':61 ''室の'':2 ''対象'':55 ''屋'':59 ''市民'':22 ''幸子'':17 ''思い'':51 ''方'':14,69 ''方を'':44 ''月'':66 ''期間'':62 ''橋'':16 ''民会'':23 ''決め'':80 ''窓口'':75 ''約の'':28 ''約を'':5 ''総合'':19 ''行の'':40 ''試す'':7 ''試行'':39 ''話'':71 ''話し'':46 ''象の'':56 ''進め'':12,42 ''部会'':36 ''部屋'':58 ''間'':63 ''電話'':70 ''館の'':25 ''高橋'':15');
INSERT INTO public.post_search VALUES (1881502147149824032, 2, '''が必'':50 ''きの'':10 ''ける'':38 ''こち'':24 ''す'':33,54 ''すと'':8 ''ちら'':25 ''です'':53 ''で案'':27 ''とき'':9 ''と相'':47 ''の予'':3 ''の当'':41 ''の様'':20 ''の進'':11 ''は'':23,44 ''ます'':32 ''め方'':13 ''らで'':26 ''る人'':39 ''れま'':31 ''を作'':29 ''を受'':36 ''を試'':6 ''予約'':4 ''人の'':40 ''会館'':45 ''作れ'':30 ''受け'':37 ''和室'':1 ''室の'':2 ''式は'':22 ''当番'':42 ''必要'':51 ''方'':14 ''案を'':28 ''様式'':21 ''渡辺'':15 ''番は'':43 ''相談'':48 ''約を'':5 ''要で'':52 ''記録'':18 ''試す'':7 ''話を'':35 ''誠'':17 ''談が'':49 ''辺'':16 ''進め'':12 ''録の'':19 ''電話'':34 ''館と'':46');
INSERT INTO public.post_search VALUES (1881538385936384035, 4, '''いき'':48 ''いて'':27 ''きま'':49 ''す'':37,51 ''って'':46 ''つい'':26 ''て'':28 ''てい'':47 ''です'':36 ''と調'':32 ''につ'':25 ''の案'':42 ''の連'':12 ''の電'':5,20 ''ます'':50 ''を持'':44 ''中で'':35 ''付'':9 ''付に'':24 ''会館'':3,18 ''内の'':11 ''受付'':8,23 ''市民'':1 ''庁内'':10 ''当番'':40 ''持っ'':45 ''整中'':34 ''施設'':29 ''来週'':38 ''案を'':43 ''民会'':2 ''渡辺'':15 ''番の'':41 ''絡'':14 ''設課'':30 ''話受'':7,22 ''誠'':17 ''課と'':31 ''調整'':33 ''辺'':16 ''連絡'':13 ''週'':39 ''電話'':6,21 ''館の'':4,19');
INSERT INTO public.post_search VALUES (1881583684419584036, 4, '''した'':22 ''しま'':20 ''す'':38 ''せま'':36 ''た'':23 ''に合'':33 ''の日'':30 ''の連'':12 ''の部'':27 ''の電'':5 ''まし'':21 ''ます'':37 ''わせ'':35 ''付'':9 ''会の'':26,29 ''会館'':3 ''内の'':11 ''協議'':24 ''受付'':8 ''口'':16 ''合わ'':34 ''山口'':15 ''市民'':1 ''庁内'':10 ''恵'':17 ''承知'':18 ''日程'':31 ''民会'':2 ''知し'':19 ''程に'':32 ''絡'':14 ''話受'':7 ''議会'':25 ''連絡'':13 ''部会'':28 ''電話'':6 ''館の'':4');
INSERT INTO public.post_search VALUES (1881737699262464038, 1, '''ある'':101 ''い'':76 ''いう'':78 ''いて'':37 ''いで'':114 ''いの'':109 ''うか'':118 ''う声'':79 ''お知'':4,31 ''か'':119 ''かっ'':83 ''から'':73 ''かり'':13 ''か分'':71 ''があ'':100 ''が多'':81 ''きま'':47 ''き取'':121 ''く'':17 ''けま'':130 ''けや'':106 ''けれ'':61 ''この'':65 ''した'':49,59 ''しょ'':116 ''じめ'':92 ''す'':87,132 ''すい'':108 ''すく'':16 ''せに'':34 ''せメ'':7 ''た'':50 ''たけ'':60 ''たで'':85 ''った'':84 ''つい'':36 ''て地'':38 ''で'':27 ''でし'':115 ''です'':86 ''では'':111 ''と'':103 ''とい'':77 ''とめ'':126 ''ど'':63 ''どこ'':64 ''ない'':75,113 ''につ'':35 ''に地'':94 ''に話'':43 ''のお'':3,30 ''ので'':110 ''のは'':90 ''のま'':124 ''の名'':97 ''の地'':66 ''の授'':24 ''の方'':41 ''の話'':69 ''はじ'':91 ''はな'':112 ''は登'':56 ''まし'':48 ''ます'':131 ''まと'':125 ''めに'':93 ''めを'':127 ''やす'':15,107 ''ょう'':117 ''らせ'':6,33 ''らな'':74 ''りの'':123 ''りや'':14 ''ると'':102 ''れど'':62 ''を付'':128 ''を分'':11 ''を聞'':45 ''メー'':8,53 ''ルは'':55 ''ルを'':10 ''ール'':9,54 ''付け'':129 ''件名'':88 ''分か'':12,72 ''分け'':105 ''前が'':99 ''区の'':68,96 ''取り'':122 ''名の'':89 ''名前'':98 ''咲'':21 ''地区'':67,95 ''地域'':39 ''域の'':40 ''声が'':80 ''多か'':82 ''大学'':22 ''学の'':23 ''小林'':18 ''授業'':25 ''方に'':42 ''林'':19 ''業で'':26 ''災の'':2,29 ''災メ'':52 ''登録'':57 ''知ら'':5,32 ''美咲'':20 ''聞き'':46,120 ''見分'':104 ''話か'':70 ''話を'':44 ''録し'':58 ''防災'':1,28,51');
INSERT INTO public.post_search VALUES (1881801117138944039, 1, '''10'':79 ''11'':73 ''13'':75 ''20'':78 ''2026'':71 ''ある'':144 ''い'':119 ''いう'':121 ''いで'':157 ''いの'':152 ''いま'':68 ''うか'':47,161 ''うち'':40 ''う声'':122 ''お知'':4 ''か'':162 ''かっ'':126 ''かど'':45 ''から'':54,116 ''かり'':13 ''か分'':114 ''か開'':48 ''があ'':143 ''がみ'':59 ''が多'':124 ''きて'':64 ''く'':17 ''くま'':50 ''けや'':149 ''けれ'':104 ''こと'':43 ''この'':108 ''した'':102 ''しま'':66 ''しょ'':159 ''じめ'':135 ''す'':23,33,70,130 ''すい'':151 ''すく'':16 ''ず'':56 ''せメ'':7 ''たけ'':103 ''たで'':128 ''ちの'':41 ''った'':127 ''てし'':65 ''でし'':158 ''です'':22,32,129 ''では'':154 ''で分'':52 ''と'':39,146 ''とい'':120 ''とか'':44 ''ど'':106 ''どう'':46 ''どこ'':107 ''ない'':118,156 ''な起'':62 ''に地'':26,137 ''に鳴'':36 ''のお'':3 ''のこ'':42 ''ので'':153 ''のは'':133 ''の名'':140 ''の地'':109 ''の話'':112 ''はじ'':134 ''はな'':155 ''は登'':99 ''まい'':67 ''ます'':69 ''まで'':51 ''みん'':60 ''めに'':136 ''やす'':15,150 ''ょう'':160 ''らず'':55 ''らせ'':6 ''らな'':117 ''りや'':14 ''ると'':38,145 ''れど'':105 ''を分'':11 ''んな'':61 ''アド'':87 ''ス非'':90 ''ドレ'':88 ''メー'':8,84,96 ''ルは'':98 ''ルを'':10 ''ルア'':86 ''レス'':89 ''ール'':9,85,97 ''中に'':35 ''件名'':24,131 ''分か'':12,53,115 ''分け'':148 ''前が'':142 ''区の'':111,139 ''区名'':28 ''名'':29 ''名に'':25 ''名の'':132 ''名前'':141 ''咲'':83 ''地区'':27,110,138 ''声が'':123 ''多か'':125 ''夜中'':34 ''家族'':57 ''小林'':80 ''年'':72 ''成で'':31 ''族が'':58 ''日'':76 ''月'':74 ''林'':18,81 ''林で'':21 ''災の'':2 ''災メ'':95 ''由美'':19 ''登録'':100 ''知ら'':5 ''示'':93 ''美'':20 ''美咲'':82 ''表示'':92 ''見分'':147 ''話か'':113 ''賛成'':30 ''起き'':63 ''金'':77 ''録し'':101 ''開く'':49 ''防災'':1,94 ''非表'':91 ''鳴る'':37');
INSERT INTO public.post_search VALUES (1882000430465024043, 3, '''いで'':51 ''いま'':14 ''かり'':35 ''がな'':5 ''きる'':47 ''くな'':7 ''けで'':23 ''じ'':19 ''す'':16,38,53 ''だけ'':22 ''って'':9,12 ''てい'':13 ''て困'':10 ''でき'':46 ''です'':52 ''でも'':24,44 ''とよ'':49 ''なく'':6 ''なっ'':8 ''のバ'':2 ''の子'':31 ''は助'':33 ''は電'':41 ''ば'':28 ''ます'':15,37 ''みじ'':18 ''もで'':45 ''もみ'':17 ''も走'':25 ''よい'':50 ''りま'':36 ''ると'':48 ''れば'':27 ''スが'':4 ''バス'':3 ''予約'':39 ''助か'':34 ''困っ'':11 ''夜の'':1 ''子は'':32 ''曜だ'':21 ''活の'':30 ''約は'':40 ''話で'':43 ''走れ'':26 ''部活'':29 ''金曜'':20 ''電話'':42');
INSERT INTO public.post_search VALUES (1882208803487744046, 1, '''3'':2,16,43 ''い'':86 ''お知'':8,60,79 ''きま'':24,35 ''くだ'':83 ''ご希'':69 ''さい'':85 ''す'':26,37 ''せ'':11,63 ''せく'':82 ''たで'':29 ''ださ'':84 ''でき'':34 ''でも'':30 ''どな'':27 ''なた'':28 ''のお'':7,59 ''の予'':54 ''の協'':18 ''の方'':72 ''は'':74 ''へお'':78 ''ます'':25,36 ''も傍'':31 ''らせ'':10,62,81 ''をご'':68 ''を開'':22 ''予約'':55 ''事務'':75 ''会の'':6 ''会を'':21 ''会議'':45 ''会館'':52 ''傍聴'':32 ''務局'':76 ''協議'':4,19 ''口'':13 ''回の'':17 ''回協'':3 ''場所'':38 ''室'':47 ''局へ'':77 ''山口'':12 ''市役'':40 ''市民'':50 ''希望'':70 ''役所'':41 ''恵'':14 ''所'':39,42 ''手話'':64 ''方は'':73 ''望の'':71 ''民会'':51 ''災の'':58 ''知ら'':9,61,80 ''第'':1,15 ''約'':56 ''聴で'':33 ''訳を'':67 ''話通'':65 ''議会'':5,20 ''議室'':46 ''議題'':48 ''通訳'':66 ''開き'':23 ''防災'':57 ''階'':44 ''題'':49 ''館の'':53');
INSERT INTO public.post_search VALUES (1882399057117184047, 1, '''い'':21,65 ''いう'':67 ''いる'':38 ''う声'':68 ''か月'':28 ''こと'':9 ''ころ'':41 ''さん'':47 ''しい'':64 ''して'':61 ''し合'':19 ''す'':44,76 ''す案'':31 ''ず和'':23 ''てい'':37 ''てほ'':62 ''です'':43 ''で三'':26 ''で人'':52 ''で話'':17 ''と'':10 ''とい'':66 ''とこ'':40 ''とめ'':35 ''に入'':72 ''に頼'':54 ''の'':49 ''のこ'':8 ''の予'':5 ''ほし'':63 ''ます'':75 ''まず'':22 ''まと'':34 ''めて'':36 ''める'':56 ''も'':70 ''も残'':59 ''ると'':39 ''る道'':57 ''れま'':74 ''ろで'':42 ''をま'':33 ''んの'':48 ''三か'':27 ''予約'':6 ''井さ'':46 ''人に'':53 ''会で'':16 ''会館'':3 ''入れ'':73 ''合い'':20 ''和室'':24 ''声も'':69 ''子'':14 ''室で'':25 ''市民'':1 ''幸子'':13 ''月試'':29 ''案に'':71 ''案を'':32 ''橋'':12 ''残し'':60 ''民会'':2 ''石井'':45 ''約の'':7 ''試す'':30 ''話し'':18 ''話で'':51 ''道も'':58 ''部会'':15 ''電話'':50 ''頼め'':55 ''館の'':4 ''高橋'':11');
INSERT INTO public.posts VALUES (1, 'ah4kt5hrhmvh', 1, 1, NULL, NULL, 'yoyaku.20261122221514@keitai.example.jp', '[]', NULL, '\x3c1214424967ddaab78cfcb0ff61628d', 1, 11, 11, NULL, '佐藤 ハル', 'citizen', 'resident', NULL, 'mail', 'unproven', 'null', '市民会館の予約のこと', 'plain', 'はじめてメールします。
北地区の佐藤です。七十五歳です。
市民会館の和室を借りるのに、
バスに乗って窓口まで行かないと
いけません。
・行っても空いていない日がある
・電話では受けてもらえない
・帰りのバスは一時間に一本
家から空きが分かって、電話か
メールで予約できるように
なりませんか。
', NULL, NULL, 0, '2026-10-29 17:27:14+00', '2026-10-29 17:27:14+00', '2026-11-22 22:15:15.011986+00', 1880405923856384001, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (2, 'me4jazh30wh3', 1, 1, 1, 'yoyaku.20261122221514@keitai.example.jp', 'zj9zq1wwvty05p5.q9vv4e8brkh81tg@lists.localhost', '["yoyaku.20261122221514@keitai.example.jp"]', NULL, '\x954835a83a30540eff2fb1d4702f70c3', 2, 2, NULL, NULL, '青木 さくら', 'citizen', 'member', NULL, 'web', 'session', 'null', '市民会館の予約のこと', 'markdown', '佐藤さん、書いてくださってありがとうございます。
わたしもサークルで和室を使っています。窓口が開いているのは**平日の9時から17時**だけなので、仕事をしている人は休みを取って行くしかありません。
困っていることを分けると、次の二つだと思います。
1. 空いている日が、行くまで分からない
2. 申し込みに、窓口へ行く必要がある
', NULL, '<p>佐藤さん、書いてくださってありがとうございます。</p>
<p>わたしもサークルで和室を使っています。窓口が開いているのは<strong>平日の9時から17時</strong>だけなので、仕事をしている人は休みを取って行くしかありません。</p>
<p>困っていることを分けると、次の二つだと思います。</p>
<ol>
<li>空いている日が、行くまで分からない</li>
<li>申し込みに、窓口へ行く必要がある</li>
</ol>', 1, NULL, '2026-10-30 00:39:14+00', '2026-11-22 22:15:15.115149+00', 1880433102946304002, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (4, 'vxv22w97amdv', 1, 1, 2, 'zj9zq1wwvty05p5.q9vv4e8brkh81tg@lists.localhost', 'yoyaku-tanaka.20261122221514@shop.example.jp', '["yoyaku.20261122221514@keitai.example.jp", "zj9zq1wwvty05p5.q9vv4e8brkh81tg@lists.localhost"]', NULL, '\xbba53a8ac32945f427db188426357385', 3, 3, 3, NULL, '田中 健一', 'company', 'member', NULL, 'mail', 'unproven', 'null', '市民会館の予約のこと', 'plain', '商店会の田中です。
> 1. 空いている日が、行くまで分からない
会議室も同じです。商店会の集まりで毎月使いますが、先に電話で
聞いても「来てから見てください」と言われます。
> 2. 申し込みに、窓口へ行く必要がある
電話だけでも受けてもらえれば、ずいぶん助かります。
田中 健一（中央商店会）
電話 0555-00-1234
', NULL, '<p>商店会の田中です。</p><blockquote><p>1. 空いている日が、行くまで分からない</p></blockquote><p>会議室も同じです。商店会の集まりで毎月使いますが、先に電話で<br>聞いても「来てから見てください」と言われます。</p><blockquote><p>2. 申し込みに、窓口へ行く必要がある</p></blockquote><p>電話だけでも受けてもらえれば、ずいぶん助かります。</p><details class="fold" data-kind="signature"><summary>§signature§</summary><p>-- <br>田中 健一（中央商店会）<br>電話 （電話番号非表示）</p></details>', 1, '2026-10-30 19:51:14+00', '2026-10-30 19:51:14+00', '2026-11-22 22:15:15.236624+00', 1880505580519424004, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (7, 'w16zwv091k6q', 1, 1, 1, 'yoyaku.20261122221514@keitai.example.jp', '7p8fxmpd63qmkdz.h4n2gp4hec8vn1b@lists.localhost', '["yoyaku.20261122221514@keitai.example.jp"]', NULL, '\x05dadc3ee715af29696566fb228e484d', 4, 12, NULL, NULL, '石井 茂', 'citizen', 'resident', 9, 'paper', 'on_behalf', 'null', '市民会館の予約のこと', 'plain', '前略　東地区の石井と申します。八十一歳になります。
囲碁の会で会館を使わせていただいております。足を悪くしましてから、申し込みのためだけに出かけるのがつらくなりました。パソコンも携帯電話も持っておりません。
機械で申し込めるようになるのはよいことですが、電話で人に頼める道も、どうか残してください。　草々
', NULL, '<p>前略　東地区の石井と申します。八十一歳になります。</p><p>囲碁の会で会館を使わせていただいております。足を悪くしましてから、申し込みのためだけに出かけるのがつらくなりました。パソコンも携帯電話も持っておりません。</p><p>機械で申し込めるようになるのはよいことですが、電話で人に頼める道も、どうか残してください。　草々</p>', 1, NULL, '2026-11-01 12:39:14+00', '2026-11-22 22:15:15.404764+00', 1880659595362304007, 1, 1, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (9, '0ts204d969g2', 1, 1, 4, 'yoyaku-tanaka.20261122221514@shop.example.jp', 'th9mxfjcj4bgyqp.na6chenhc4tbkh3@lists.localhost', '["yoyaku.20261122221514@keitai.example.jp", "zj9zq1wwvty05p5.q9vv4e8brkh81tg@lists.localhost", "yoyaku-tanaka.20261122221514@shop.example.jp"]', NULL, '\x29b5d985a76c4df3d5298fa3c1cc35e7', 5, 6, NULL, NULL, '渡辺 誠', 'government', 'liaison', NULL, 'web', 'session', 'null', '市民会館の予約のこと', 'markdown', '情報政策課の渡辺です。昨年度の利用件数を調べました。
| 部屋 | 申込 | うち窓口 | 空いていた日 |
|---|---:|---:|---:|
| 和室 | 412件 | 412件 | 38% |
| 会議室 | 977件 | 951件 | 21% |
| ホール | 96件 | 96件 | 12% |
会議室の26件は、団体登録のある方の電話による仮申込みです。同じ元の表を付けます。
', NULL, '<p>情報政策課の渡辺です。昨年度の利用件数を調べました。</p>
<table>
<thead>
<tr>
<th>部屋</th>
<th align="right">申込</th>
<th align="right">うち窓口</th>
<th align="right">空いていた日</th>
</tr>
</thead>
<tbody>
<tr>
<td>和室</td>
<td align="right">412件</td>
<td align="right">412件</td>
<td align="right">38%</td>
</tr>
<tr>
<td>会議室</td>
<td align="right">977件</td>
<td align="right">951件</td>
<td align="right">21%</td>
</tr>
<tr>
<td>ホール</td>
<td align="right">96件</td>
<td align="right">96件</td>
<td align="right">12%</td>
</tr>
</tbody>
</table>
<p>会議室の26件は、団体登録のある方の電話による仮申込みです。同じ元の表を付けます。</p>', 1, NULL, '2026-11-03 07:51:14+00', '2026-11-22 22:15:15.429325+00', 1880822669901824009, 1, 1, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (13, 'ea3exxxj3dkn', 3, 2, NULL, NULL, '8x5ayn1twzt44ag.0bq0pwcrfrppw7j@lists.localhost', '[]', NULL, '\x69d4ccd3bdb26a81b666ab9f359fe3c3', 6, 13, NULL, NULL, 'もみじ', 'citizen', 'resident', NULL, 'web', 'session', 'null', '夜のバスがなくなって困っています', 'markdown', '駅からのバスが、平日は19時20分で終わってしまいます。
高校生の娘は部活のあと、40分歩いて帰ってきます。同じように困っている方はいませんか。
', NULL, '<p>駅からのバスが、平日は19時20分で終わってしまいます。</p>
<p>高校生の娘は部活のあと、40分歩いて帰ってきます。同じように困っている方はいませんか。</p>', 1, NULL, '2026-11-04 15:03:14+00', '2026-11-22 22:15:15.445097+00', 1880940445958144013, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (14, 'apyvar4m1bd9', 3, 2, 13, '8x5ayn1twzt44ag.0bq0pwcrfrppw7j@lists.localhost', 'm727w41yjhbksng.g248yq13y79y6pq@lists.localhost', '["8x5ayn1twzt44ag.0bq0pwcrfrppw7j@lists.localhost"]', NULL, '\x37c2fa9b1f9d538b8ff9e4534b0ef107', 7, 2, NULL, NULL, 'さくら', 'citizen', 'member', NULL, 'web', 'session', 'null', '夜のバスがなくなって困っています', 'markdown', 'うちの近くでも、車で迎えに行く家が多いです。迎えの車で駅前が混んでいるのも気になります。
', NULL, '<p>うちの近くでも、車で迎えに行く家が多いです。迎えの車で駅前が混んでいるのも気になります。</p>', 1, NULL, '2026-11-04 22:15:14+00', '2026-11-22 22:15:15.462311+00', 1880967625048064014, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (16, '2vb3zfvtg6kh', 3, 2, 13, '8x5ayn1twzt44ag.0bq0pwcrfrppw7j@lists.localhost', 'zmwkgvr1enqxj6b.y1xwvsmvh76fcc0@lists.localhost', '["8x5ayn1twzt44ag.0bq0pwcrfrppw7j@lists.localhost"]', NULL, '\x7b26c94ed50d92feb66cb3a830351f20', 8, 8, NULL, NULL, 'ひろし', 'company', 'moderator', NULL, 'web', 'session', 'null', '夜のバスがなくなって困っています', 'markdown', 'バス会社で働いています。運転手が足りないのが、いちばんの理由です。
便を増やすのは難しくても、**金曜だけ**や**予約があった日だけ**なら、相談できるかもしれません。
', NULL, '<p>バス会社で働いています。運転手が足りないのが、いちばんの理由です。</p>
<p>便を増やすのは難しくても、<strong>金曜だけ</strong>や<strong>予約があった日だけ</strong>なら、相談できるかもしれません。</p>', 1, NULL, '2026-11-05 17:27:14+00', '2026-11-22 22:15:15.475123+00', 1881040102621184016, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (18, 'gkw2qycmy9ad', 1, 1, 9, 'th9mxfjcj4bgyqp.na6chenhc4tbkh3@lists.localhost', '9j47jb007801cte.0xwvpt5y9ef1s1v@lists.localhost', '["yoyaku.20261122221514@keitai.example.jp", "zj9zq1wwvty05p5.q9vv4e8brkh81tg@lists.localhost", "yoyaku-tanaka.20261122221514@shop.example.jp", "th9mxfjcj4bgyqp.na6chenhc4tbkh3@lists.localhost"]', NULL, '\x69c3e7a0984e782f9863dc956cc6cac9', 9, 10, NULL, NULL, '大西 隆', 'university', 'adviser', NULL, 'web', 'session', 'null', '市民会館の予約のこと', 'markdown', 'アドバイザーの大西です。申し上げておくと、わたしは予約のしくみを作る会社の研究に関わったことがあります。
ほかの市では、はじめから全部の部屋を変えるのではなく、**和室だけを三か月**試して、電話・メール・窓口の件数を比べた例があります。うまくいかなかったことも公表すると、次の部屋に生かせます。
', NULL, '<p>アドバイザーの大西です。申し上げておくと、わたしは予約のしくみを作る会社の研究に関わったことがあります。</p>
<p>ほかの市では、はじめから全部の部屋を変えるのではなく、<strong>和室だけを三か月</strong>試して、電話・メール・窓口の件数を比べた例があります。うまくいかなかったことも公表すると、次の部屋に生かせます。</p>', 1, NULL, '2026-11-06 10:15:14+00', '2026-11-22 22:15:15.488433+00', 1881103520497664018, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (23, '03mcf474y7pq', 1, 1, 18, '9j47jb007801cte.0xwvpt5y9ef1s1v@lists.localhost', 'yoyaku-sato2.20261122221514@keitai.example.jp', '["yoyaku.20261122221514@keitai.example.jp", "zj9zq1wwvty05p5.q9vv4e8brkh81tg@lists.localhost", "yoyaku-tanaka.20261122221514@shop.example.jp", "th9mxfjcj4bgyqp.na6chenhc4tbkh3@lists.localhost", "9j47jb007801cte.0xwvpt5y9ef1s1v@lists.localhost"]', NULL, '\x93753b4557f8404c096c170af686be04', 10, 11, 11, NULL, '佐藤 ハル', 'citizen', 'resident', NULL, 'mail', 'unproven', 'null', '市民会館の予約のこと', 'plain', '佐藤です。
みなさん、ありがとうございます。
和室だけでも、電話とメールで
できたら、とても助かります。
', NULL, NULL, 0, '2026-11-07 03:03:14+00', '2026-11-07 03:03:14+00', '2026-11-22 22:15:15.511014+00', 1881166938374144023, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (29, '5ez4re2hn749', 2, 3, NULL, NULL, 'ddx8r267x440tt1.dvtb0qhr4cazxf0@lists.localhost', '[]', NULL, '\xc5f7928b4408de6c4acd4fb993e9df9a', 11, 4, NULL, NULL, '高橋 幸子', 'group', 'member', NULL, 'web', 'session', 'null', '和室の予約を試すときの進め方', 'markdown', '総合の「市民会館の予約のこと」を受けて、部会で試行の進め方を話したいと思います。
- 対象の部屋：和室
- 期間：三か月
- 受け方：電話・メール・窓口
ほかに決めることはあるでしょうか。
', NULL, '<p>総合の「市民会館の予約のこと」を受けて、部会で試行の進め方を話したいと思います。</p>
<ul>
<li>対象の部屋：和室</li>
<li>期間：三か月</li>
<li>受け方：電話・メール・窓口</li>
</ul>
<p>ほかに決めることはあるでしょうか。</p>', 1, NULL, '2026-11-09 12:39:14+00', '2026-11-22 22:15:15.527704+00', 1881384371093504029, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (30, 'ewannpenvehk', 2, 3, 29, 'ddx8r267x440tt1.dvtb0qhr4cazxf0@lists.localhost', 'rth0553v1svepyy.cnsg3rrhvxnm332@lists.localhost', '["ddx8r267x440tt1.dvtb0qhr4cazxf0@lists.localhost"]', NULL, '\x72bca27c31ff35a65fa5a27d30a6812c', 12, 1, NULL, NULL, '中村 正夫', 'university', 'chair', NULL, 'web', 'session', 'null', '和室の予約を試すときの進め方', 'markdown', '受けた件数だけでなく、**断った件数**と**かかった時間**も記録しておくと、あとで比べられます。
', NULL, '<p>受けた件数だけでなく、<strong>断った件数</strong>と<strong>かかった時間</strong>も記録しておくと、あとで比べられます。</p>', 1, NULL, '2026-11-10 00:39:14+00', '2026-11-22 22:15:15.540828+00', 1881429669576704030, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (32, 'ysdtas7gvjja', 2, 3, 30, 'rth0553v1svepyy.cnsg3rrhvxnm332@lists.localhost', 'x2a7pnger77ttm2.va4etk7d787k34d@lists.localhost', '["ddx8r267x440tt1.dvtb0qhr4cazxf0@lists.localhost", "rth0553v1svepyy.cnsg3rrhvxnm332@lists.localhost"]', NULL, '\xa453a9e334a282691178744f771fff6e', 13, 6, NULL, NULL, '渡辺 誠', 'government', 'liaison', NULL, 'web', 'session', 'null', '和室の予約を試すときの進め方', 'markdown', '記録の様式は、こちらで案を作れます。電話を受ける人の当番は、会館と相談が必要です。
', NULL, '<p>記録の様式は、こちらで案を作れます。電話を受ける人の当番は、会館と相談が必要です。</p>', 1, NULL, '2026-11-10 19:51:14+00', '2026-11-22 22:15:15.553712+00', 1881502147149824032, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (35, 'kq69rzdsk6t2', 4, 4, NULL, NULL, '41f7r24r80n7a99.n7d85jdww1garhq@lists.localhost', '[]', NULL, '\xf24bbaa5b20d300d4646dcb8b2c5fc5e', 14, 6, NULL, NULL, '渡辺 誠', 'government', 'liaison', NULL, 'web', 'session', 'null', '市民会館の電話受付（庁内の連絡）', 'markdown', '会館の電話受付について、施設課と調整中です。来週、当番の案を持っていきます。
', NULL, '<p>会館の電話受付について、施設課と調整中です。来週、当番の案を持っていきます。</p>', 1, NULL, '2026-11-11 05:27:14+00', '2026-11-22 22:15:15.567554+00', 1881538385936384035, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (36, 'tffdrc8ry0jk', 4, 4, 35, '41f7r24r80n7a99.n7d85jdww1garhq@lists.localhost', 'qm1gjpdtbzfke4m.xyns5k2h8pvsq0n@lists.localhost', '["41f7r24r80n7a99.n7d85jdww1garhq@lists.localhost"]', NULL, '\x880b0848e497bff34e4995e5c8256840', 15, 9, NULL, NULL, '山口 恵', 'government', 'secretariat', NULL, 'web', 'session', 'null', '市民会館の電話受付（庁内の連絡）', 'markdown', '承知しました。協議会の部会の日程に合わせます。
', NULL, '<p>承知しました。協議会の部会の日程に合わせます。</p>', 1, NULL, '2026-11-11 17:27:14+00', '2026-11-22 22:15:15.580368+00', 1881583684419584036, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (38, 'wyshwb4zcc3x', 1, 5, NULL, NULL, 'y6n20vvtj5x2jwv.k15qbt9bxfmn002@lists.localhost', '[]', NULL, '\xa3315980300d1614d2c8c14cb26c1deb', 16, 5, NULL, NULL, '小林 美咲', 'university', 'member', NULL, 'web', 'session', 'null', '防災のお知らせメールを分かりやすく', 'markdown', '大学の授業で、防災のお知らせについて地域の方に話を聞きました。
「防災メールは登録したけれど、どこの地区の話か分からない」という声が多かったです。件名のはじめに地区の名前があると、見分けやすいのではないでしょうか。
聞き取りのまとめを付けます。
', NULL, '<p>大学の授業で、防災のお知らせについて地域の方に話を聞きました。</p>
<p>「防災メールは登録したけれど、どこの地区の話か分からない」という声が多かったです。件名のはじめに地区の名前があると、見分けやすいのではないでしょうか。</p>
<p>聞き取りのまとめを付けます。</p>', 1, NULL, '2026-11-13 10:15:14+00', '2026-11-22 22:15:15.59739+00', 1881737699262464038, 1, 1, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (39, 'xrevs264a505', 1, 5, 38, 'y6n20vvtj5x2jwv.k15qbt9bxfmn002@lists.localhost', 'bosai-hayashi.20261122221514@home.example.jp', '["y6n20vvtj5x2jwv.k15qbt9bxfmn002@lists.localhost"]', NULL, '\x885f6c2c46f9dd37df64ad16cf085927', 17, 13, 12, NULL, '林 由美', 'citizen', 'resident', NULL, 'mail', 'unproven', 'null', '防災のお知らせメールを分かりやすく', 'plain', '林です。件名に地区名、賛成です。
夜中に鳴ると、うちのことかどうか開くまで分からず、
家族がみんな起きてしまいます。
2026年11月13日(金) 20:10 小林 美咲 <sogo@lists.localhost>:
> 「防災メールは登録したけれど、どこの地区の話か分からない」という声が多かったです。
> 件名のはじめに地区の名前があると、見分けやすいのではないでしょうか。
', NULL, NULL, 0, '2026-11-14 03:03:14+00', '2026-11-14 03:03:14+00', '2026-11-22 22:15:15.622564+00', 1881801117138944039, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (43, 'armagwvw7v6t', 3, 2, 16, 'zmwkgvr1enqxj6b.y1xwvsmvh76fcc0@lists.localhost', 'r0tgs1av794fr9k.gkrjjxxh5gqbweb@lists.localhost', '["8x5ayn1twzt44ag.0bq0pwcrfrppw7j@lists.localhost", "zmwkgvr1enqxj6b.y1xwvsmvh76fcc0@lists.localhost"]', NULL, '\xe477db2b6f127a54e10de51ddabd00e6', 19, 13, NULL, NULL, 'もみじ', 'citizen', 'resident', NULL, 'web', 'session', 'null', '夜のバスがなくなって困っています', 'markdown', '金曜だけでも走れば、部活の子は助かります。予約は電話でもできるとよいです。
', NULL, '<p>金曜だけでも走れば、部活の子は助かります。予約は電話でもできるとよいです。</p>', 1, NULL, '2026-11-16 07:51:14+00', '2026-11-22 22:15:15.657898+00', 1882000430465024043, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (46, '65sxc4rf69c8', 1, 6, NULL, NULL, 'e3erdq0crd0mbck.fk63yg1s43d7wzr@lists.localhost', '[]', NULL, '\xb51fff45ee525c842dddc4269822768f', 20, 9, NULL, NULL, '山口 恵', 'government', 'secretariat', NULL, 'web', 'session', 'null', '第3回協議会のお知らせ', 'markdown', '第3回の協議会を開きます。どなたでも傍聴できます。
- 場所：市役所 3階 会議室
- 議題：市民会館の予約、防災のお知らせ
手話通訳をご希望の方は、事務局へお知らせください。
', NULL, '<p>第3回の協議会を開きます。どなたでも傍聴できます。</p>
<ul>
<li>場所：市役所 3階 会議室</li>
<li>議題：市民会館の予約、防災のお知らせ</li>
</ul>
<p>手話通訳をご希望の方は、事務局へお知らせください。</p>', 1, NULL, '2026-11-18 15:03:14+00', '2026-11-22 22:15:15.670935+00', 1882208803487744046, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (47, 'ggkr8zh2sf06', 1, 1, 23, 'yoyaku-sato2.20261122221514@keitai.example.jp', 'tf8x40kpagws1pv.yg83gx0s97ag2y9@lists.localhost', '["yoyaku.20261122221514@keitai.example.jp", "zj9zq1wwvty05p5.q9vv4e8brkh81tg@lists.localhost", "yoyaku-tanaka.20261122221514@shop.example.jp", "th9mxfjcj4bgyqp.na6chenhc4tbkh3@lists.localhost", "9j47jb007801cte.0xwvpt5y9ef1s1v@lists.localhost", "yoyaku-sato2.20261122221514@keitai.example.jp"]', NULL, '\x484a92254786451f9f5a4e05fd93508d', 21, 4, NULL, NULL, '高橋 幸子', 'group', 'member', NULL, 'web', 'session', 'null', '市民会館の予約のこと', 'markdown', '部会で話し合い、まず和室で三か月試す案をまとめているところです。石井さんの「電話で人に頼める道も残してほしい」という声も、案に入れます。
', NULL, '<p>部会で話し合い、まず和室で三か月試す案をまとめているところです。石井さんの「電話で人に頼める道も残してほしい」という声も、案に入れます。</p>', 1, NULL, '2026-11-20 17:27:14+00', '2026-11-22 22:15:15.682993+00', 1882399057117184047, 1, 0, 'null', 'published', NULL, NULL, 'null');
INSERT INTO public.posts VALUES (41, 'wc653fkk4e2j', 1, 5, 38, 'y6n20vvtj5x2jwv.k15qbt9bxfmn002@lists.localhost', '9cyy3pwq0kptqb5.xptzvektb0gzesv@lists.localhost', '["y6n20vvtj5x2jwv.k15qbt9bxfmn002@lists.localhost"]', NULL, '\xa58aa75481abeab0852d4c15171c9a92', 18, 13, NULL, NULL, '林 由美', 'citizen', 'resident', NULL, 'web', 'session', 'null', '防災のお知らせメールを分かりやすく', 'markdown', '隣の家の方も同じことを言っていました。0555-00-9876 に電話して、聞いてみてください。
', NULL, '<p>隣の家の方も同じことを言っていました。（電話番号非表示） に電話して、聞いてみてください。</p>', 1, NULL, '2026-11-14 19:51:14+00', '2026-11-22 22:15:15.644686+00', 1881864535015424041, 1, 0, 'null', 'hidden', 'personal_information', '2026-11-22 22:15:15.741737+00', 'null');
INSERT INTO public.request_counts VALUES (1, '2026-11-23', 'confirm', '794d0167b0d13da0b1af32739c5f4e45', 1);
INSERT INTO public.single_use_tokens VALUES (1, '3348e5ec66f93557079357eacb8f054bea2006c20566dd9a58212a5d8b40eb0e', 'confirm_post', NULL, '{"held_post_id": 1, "content_hash": "bba53a8ac32945f427db188426357385"}', '2026-11-29 22:15:15.155291+00', NULL);
INSERT INTO public.subscriptions VALUES (1, 1, 1, 'each', true, '2026-11-22 22:15:14.858023+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (2, 2, 1, 'each', true, '2026-11-22 22:15:14.865946+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (3, 1, 2, 'each', true, '2026-11-22 22:15:14.86595+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (4, 2, 2, 'each', true, '2026-11-22 22:15:14.865952+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (5, 3, 2, 'each', true, '2026-11-22 22:15:14.881969+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (6, 1, 3, 'each', true, '2026-11-22 22:15:14.881974+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (7, 2, 3, 'each', true, '2026-11-22 22:15:14.881976+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (8, 1, 4, 'each', true, '2026-11-22 22:15:14.881977+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (9, 2, 4, 'each', true, '2026-11-22 22:15:14.881978+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (10, 3, 4, 'each', true, '2026-11-22 22:15:14.881979+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (11, 1, 5, 'each', true, '2026-11-22 22:15:14.88198+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (12, 1, 6, 'each', true, '2026-11-22 22:15:14.881981+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (13, 2, 6, 'each', true, '2026-11-22 22:15:14.881982+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (14, 4, 6, 'each', true, '2026-11-22 22:15:14.896736+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (15, 1, 7, 'each', true, '2026-11-22 22:15:14.89674+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (16, 2, 7, 'each', true, '2026-11-22 22:15:14.896741+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (17, 3, 7, 'each', true, '2026-11-22 22:15:14.896742+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (18, 1, 8, 'each', true, '2026-11-22 22:15:14.896743+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (19, 3, 8, 'each', true, '2026-11-22 22:15:14.896744+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (20, 1, 9, 'each', true, '2026-11-22 22:15:14.896745+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (21, 2, 9, 'each', true, '2026-11-22 22:15:14.896746+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (22, 3, 9, 'each', true, '2026-11-22 22:15:14.896747+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (23, 4, 9, 'each', true, '2026-11-22 22:15:14.896748+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (24, 1, 10, 'each', true, '2026-11-22 22:15:14.896749+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (25, 2, 10, 'each', true, '2026-11-22 22:15:14.89675+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (26, 1, 11, 'each', true, '2026-11-22 22:15:14.896751+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (27, 1, 12, 'each', true, '2026-11-22 22:15:14.896752+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.subscriptions VALUES (28, 3, 12, 'each', true, '2026-11-22 22:15:14.896753+00', false, true, 'plain', NULL, NULL, NULL);
INSERT INTO public.threads VALUES (3, 'f0wzg1f1nmaq', 2, '和室の予約を試すときの進め方', '2026-11-09 12:39:14+00', '2026-11-10 19:51:14+00', 1881502147149824032, 3, 3, NULL, NULL, NULL, NULL);
INSERT INTO public.threads VALUES (4, 'q48ynh4h8r97', 4, '市民会館の電話受付（庁内の連絡）', '2026-11-11 05:27:14+00', '2026-11-11 17:27:14+00', 1881583684419584036, 2, 2, NULL, NULL, NULL, NULL);
INSERT INTO public.threads VALUES (2, 'nn8pnztjcf5b', 3, '夜のバスがなくなって困っています', '2026-11-04 15:03:14+00', '2026-11-16 07:51:14+00', 1882000430465024043, 4, 4, NULL, NULL, NULL, NULL);
INSERT INTO public.threads VALUES (1, '53xxx5m1b8st', 1, '市民会館の予約のこと', '2026-10-29 17:27:14+00', '2026-11-20 17:27:14+00', 1882399057117184047, 8, 8, NULL, NULL, NULL, NULL);
INSERT INTO public.threads VALUES (5, '8d2b5tehkg12', 1, '防災のお知らせメールを分かりやすく', '2026-11-13 10:15:14+00', '2026-11-14 19:51:14+00', 1881864535015424041, 3, 4, NULL, NULL, NULL, NULL);
INSERT INTO public.threads VALUES (6, 'w1xyn7jshmhe', 1, '第3回協議会のお知らせ', '2026-11-18 15:03:14+00', '2026-11-18 15:03:14+00', 1882208803487744046, 1, 2, NULL, '2026-11-22 22:15:15.768395+00', NULL, NULL);
INSERT INTO public.trace_links VALUES (1, '58v6gb6djexb', 3);
SELECT pg_catalog.setval('public.accounts_id_seq', 12, true);
SELECT pg_catalog.setval('public.addresses_id_seq', 12, true);
SELECT pg_catalog.setval('public.appointments_id_seq', 13, true);
SELECT pg_catalog.setval('public.arrivals_id_seq', 6, true);
SELECT pg_catalog.setval('public.attachments_id_seq', 3, true);
SELECT pg_catalog.setval('public.boards_id_seq', 4, true);
SELECT pg_catalog.setval('public.bounces_id_seq', 1, false);
SELECT pg_catalog.setval('public.decisions_id_seq', 3, true);
SELECT pg_catalog.setval('public.delivery_failures_id_seq', 1, false);
SELECT pg_catalog.setval('public.digests_id_seq', 1, false);
SELECT pg_catalog.setval('public.drafts_id_seq', 1, false);
SELECT pg_catalog.setval('public.evaluation_findings_id_seq', 4, true);
SELECT pg_catalog.setval('public.evaluations_id_seq', 1, true);
SELECT pg_catalog.setval('public.followings_id_seq', 1, false);
SELECT pg_catalog.setval('public.held_posts_id_seq', 3, true);
SELECT pg_catalog.setval('public.known_message_ids_id_seq', 21, true);
SELECT pg_catalog.setval('public.mailing_ranges_id_seq', 1, false);
SELECT pg_catalog.setval('public.mailings_id_seq', 27, true);
SELECT pg_catalog.setval('public.measure_progress_id_seq', 2, true);
SELECT pg_catalog.setval('public.measure_versions_id_seq', 36, true);
SELECT pg_catalog.setval('public.measures_id_seq', 23, true);
SELECT pg_catalog.setval('public.messages_id_seq', 23, true);
SELECT pg_catalog.setval('public.need_clips_id_seq', 7, true);
SELECT pg_catalog.setval('public.need_steps_id_seq', 9, true);
SELECT pg_catalog.setval('public.needs_id_seq', 2, true);
SELECT pg_catalog.setval('public.notices_sent_id_seq', 1, true);
SELECT pg_catalog.setval('public.organisations_id_seq', 1, false);
SELECT pg_catalog.setval('public.person_merges_id_seq', 1, false);
SELECT pg_catalog.setval('public.persons_id_seq', 13, true);
SELECT pg_catalog.setval('public.plan_periods_id_seq', 2, true);
SELECT pg_catalog.setval('public.post_versions_id_seq', 1, false);
SELECT pg_catalog.setval('public.posts_id_seq', 53, true);
SELECT pg_catalog.setval('public.refusals_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_id_seq', 1, false);
SELECT pg_catalog.setval('public.request_counts_id_seq', 1, true);
SELECT pg_catalog.setval('public.single_use_tokens_id_seq', 1, true);
SELECT pg_catalog.setval('public.spokespersons_id_seq', 1, false);
SELECT pg_catalog.setval('public.subscriptions_id_seq', 28, true);
SELECT pg_catalog.setval('public.threads_id_seq', 6, true);
SELECT pg_catalog.setval('public.trace_links_id_seq', 2, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT pk_accounts PRIMARY KEY (id);
ALTER TABLE ONLY public.addresses
    ADD CONSTRAINT pk_addresses PRIMARY KEY (id);
ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT pk_appointments PRIMARY KEY (id);
ALTER TABLE ONLY public.arrivals
    ADD CONSTRAINT pk_arrivals PRIMARY KEY (id);
ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT pk_attachments PRIMARY KEY (id);
ALTER TABLE ONLY public.authentications
    ADD CONSTRAINT pk_authentications PRIMARY KEY (message_id);
ALTER TABLE ONLY public.boards
    ADD CONSTRAINT pk_boards PRIMARY KEY (id);
ALTER TABLE ONLY public.bounces
    ADD CONSTRAINT pk_bounces PRIMARY KEY (id);
ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT pk_decisions PRIMARY KEY (id);
ALTER TABLE ONLY public.delivery_failures
    ADD CONSTRAINT pk_delivery_failures PRIMARY KEY (id);
ALTER TABLE ONLY public.digest_runs
    ADD CONSTRAINT pk_digest_runs PRIMARY KEY (mode, day);
ALTER TABLE ONLY public.digests
    ADD CONSTRAINT pk_digests PRIMARY KEY (id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT pk_drafts PRIMARY KEY (id);
ALTER TABLE ONLY public.evaluation_findings
    ADD CONSTRAINT pk_evaluation_findings PRIMARY KEY (id);
ALTER TABLE ONLY public.evaluations
    ADD CONSTRAINT pk_evaluations PRIMARY KEY (id);
ALTER TABLE ONLY public.followings
    ADD CONSTRAINT pk_followings PRIMARY KEY (id);
ALTER TABLE ONLY public.held_posts
    ADD CONSTRAINT pk_held_posts PRIMARY KEY (id);
ALTER TABLE ONLY public.known_message_ids
    ADD CONSTRAINT pk_known_message_ids PRIMARY KEY (id);
ALTER TABLE ONLY public.mailing_ranges
    ADD CONSTRAINT pk_mailing_ranges PRIMARY KEY (id);
ALTER TABLE ONLY public.mailings
    ADD CONSTRAINT pk_mailings PRIMARY KEY (id);
ALTER TABLE ONLY public.measure_progress
    ADD CONSTRAINT pk_measure_progress PRIMARY KEY (id);
ALTER TABLE ONLY public.measure_versions
    ADD CONSTRAINT pk_measure_versions PRIMARY KEY (id);
ALTER TABLE ONLY public.measures
    ADD CONSTRAINT pk_measures PRIMARY KEY (id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT pk_messages PRIMARY KEY (id);
ALTER TABLE ONLY public.moderator_bells
    ADD CONSTRAINT pk_moderator_bells PRIMARY KEY (board_id);
ALTER TABLE ONLY public.need_clips
    ADD CONSTRAINT pk_need_clips PRIMARY KEY (id);
ALTER TABLE ONLY public.need_steps
    ADD CONSTRAINT pk_need_steps PRIMARY KEY (id);
ALTER TABLE ONLY public.needs
    ADD CONSTRAINT pk_needs PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_sent
    ADD CONSTRAINT pk_notices_sent PRIMARY KEY (id);
ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT pk_organisations PRIMARY KEY (id);
ALTER TABLE ONLY public.person_merges
    ADD CONSTRAINT pk_person_merges PRIMARY KEY (id);
ALTER TABLE ONLY public.persons
    ADD CONSTRAINT pk_persons PRIMARY KEY (id);
ALTER TABLE ONLY public.plan_periods
    ADD CONSTRAINT pk_plan_periods PRIMARY KEY (id);
ALTER TABLE ONLY public.post_versions
    ADD CONSTRAINT pk_post_versions PRIMARY KEY (id);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT pk_posts PRIMARY KEY (id);
ALTER TABLE ONLY public.readings
    ADD CONSTRAINT pk_readings PRIMARY KEY (person_id, thread_id);
ALTER TABLE ONLY public.refusals
    ADD CONSTRAINT pk_refusals PRIMARY KEY (id);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT pk_reports PRIMARY KEY (id);
ALTER TABLE ONLY public.request_counts
    ADD CONSTRAINT pk_request_counts PRIMARY KEY (id);
ALTER TABLE ONLY public.single_use_tokens
    ADD CONSTRAINT pk_single_use_tokens PRIMARY KEY (id);
ALTER TABLE ONLY public.spokespersons
    ADD CONSTRAINT pk_spokespersons PRIMARY KEY (id);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT pk_subscriptions PRIMARY KEY (id);
ALTER TABLE ONLY public.threads
    ADD CONSTRAINT pk_threads PRIMARY KEY (id);
ALTER TABLE ONLY public.trace_links
    ADD CONSTRAINT pk_trace_links PRIMARY KEY (id);
ALTER TABLE ONLY public.post_search
    ADD CONSTRAINT post_search_pkey PRIMARY KEY (order_key);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT uq_accounts_person_id UNIQUE (person_id);
ALTER TABLE ONLY public.addresses
    ADD CONSTRAINT uq_addresses_canonical UNIQUE (canonical);
ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT uq_attachments_public_id UNIQUE (public_id);
ALTER TABLE ONLY public.boards
    ADD CONSTRAINT uq_boards_slug UNIQUE (slug);
ALTER TABLE ONLY public.evaluation_findings
    ADD CONSTRAINT uq_evaluation_findings_evaluation_id UNIQUE (evaluation_id, "position");
ALTER TABLE ONLY public.evaluations
    ADD CONSTRAINT uq_evaluations_before_id UNIQUE (before_id);
ALTER TABLE ONLY public.evaluations
    ADD CONSTRAINT uq_evaluations_public_id UNIQUE (public_id);
ALTER TABLE ONLY public.followings
    ADD CONSTRAINT uq_followings_thread_id UNIQUE (thread_id, person_id);
ALTER TABLE ONLY public.held_posts
    ADD CONSTRAINT uq_held_posts_public_id UNIQUE (public_id);
ALTER TABLE ONLY public.known_message_ids
    ADD CONSTRAINT uq_known_message_ids_board_id UNIQUE (board_id, message_id);
ALTER TABLE ONLY public.measure_versions
    ADD CONSTRAINT uq_measure_versions_measure_id UNIQUE (measure_id, number);
ALTER TABLE ONLY public.measures
    ADD CONSTRAINT uq_measures_code UNIQUE (code);
ALTER TABLE ONLY public.measures
    ADD CONSTRAINT uq_measures_position UNIQUE ("position");
ALTER TABLE ONLY public.need_clips
    ADD CONSTRAINT uq_need_clips_public_id UNIQUE (public_id);
ALTER TABLE ONLY public.needs
    ADD CONSTRAINT uq_needs_public_id UNIQUE (public_id);
ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT uq_organisations_public_id UNIQUE (public_id);
ALTER TABLE ONLY public.persons
    ADD CONSTRAINT uq_persons_public_id UNIQUE (public_id);
ALTER TABLE ONLY public.plan_periods
    ADD CONSTRAINT uq_plan_periods_name UNIQUE (name);
ALTER TABLE ONLY public.post_versions
    ADD CONSTRAINT uq_post_versions_post_id UNIQUE (post_id, number);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT uq_posts_order_key UNIQUE (order_key);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT uq_posts_public_id UNIQUE (public_id);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT uq_reports_public_id UNIQUE (public_id);
ALTER TABLE ONLY public.single_use_tokens
    ADD CONSTRAINT uq_single_use_tokens_digest UNIQUE (digest);
ALTER TABLE ONLY public.spokespersons
    ADD CONSTRAINT uq_spokespersons_organisation_id UNIQUE (organisation_id, person_id);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT uq_subscriptions_board_id UNIQUE (board_id, address_id);
ALTER TABLE ONLY public.threads
    ADD CONSTRAINT uq_threads_public_id UNIQUE (public_id);
ALTER TABLE ONLY public.trace_links
    ADD CONSTRAINT uq_trace_links_message_id UNIQUE (message_id);
ALTER TABLE ONLY public.trace_links
    ADD CONSTRAINT uq_trace_links_public_id UNIQUE (public_id);
CREATE INDEX ix_addresses_asked ON public.addresses USING btree (probed_at) WHERE (probed_at IS NOT NULL);
CREATE INDEX ix_addresses_person_id ON public.addresses USING btree (person_id);
CREATE INDEX ix_appointments_person_id ON public.appointments USING btree (person_id);
CREATE INDEX ix_appointments_role ON public.appointments USING btree (role, board_id);
CREATE INDEX ix_arrivals_fate ON public.arrivals USING btree (fate, id);
CREATE INDEX ix_arrivals_message_id ON public.arrivals USING btree (message_id);
CREATE INDEX ix_arrivals_waiting ON public.arrivals USING btree (id) WHERE ((fate)::text = 'kept'::text);
CREATE INDEX ix_attachments_post_id ON public.attachments USING btree (post_id);
CREATE INDEX ix_attachments_sha256 ON public.attachments USING btree (sha256);
CREATE INDEX ix_bounces_about ON public.bounces USING btree (about);
CREATE INDEX ix_bounces_of ON public.bounces USING btree (address_id, at);
CREATE INDEX ix_bounces_when ON public.bounces USING btree (at, provider);
CREATE INDEX ix_decisions_log ON public.decisions USING btree (board_id, id);
CREATE INDEX ix_delivery_failures_due ON public.delivery_failures USING btree (next_try_at) WHERE ((state)::text = 'retrying'::text);
CREATE INDEX ix_delivery_failures_of ON public.delivery_failures USING btree (mailing_id, subscription_id);
CREATE INDEX ix_delivery_failures_unnoted ON public.delivery_failures USING btree (id) WHERE (((state)::text = 'given_up'::text) AND (noted_at IS NULL));
CREATE INDEX ix_digests_newest ON public.digests USING btree (board_id, mode, until_id);
CREATE INDEX ix_drafts_person ON public.drafts USING btree (person_id, saved_at);
CREATE INDEX ix_evaluations_measure_id ON public.evaluations USING btree (measure_id);
CREATE INDEX ix_followings_of_address ON public.followings USING btree (address_id);
CREATE INDEX ix_followings_of_person ON public.followings USING btree (person_id);
CREATE INDEX ix_held_posts_arrival_id ON public.held_posts USING btree (arrival_id);
CREATE INDEX ix_held_posts_waiting ON public.held_posts USING btree (board_id, held_at) WHERE (decided_at IS NULL);
CREATE INDEX ix_known_message_ids_thread_id ON public.known_message_ids USING btree (thread_id);
CREATE INDEX ix_mailing_ranges_mailing_id ON public.mailing_ranges USING btree (mailing_id);
CREATE INDEX ix_mailings_due ON public.mailings USING btree (not_before, id) WHERE ((state)::text = 'waiting'::text);
CREATE INDEX ix_mailings_post_id ON public.mailings USING btree (post_id);
CREATE INDEX ix_measure_progress_measure_id ON public.measure_progress USING btree (measure_id);
CREATE INDEX ix_need_clips_need_id ON public.need_clips USING btree (need_id);
CREATE INDEX ix_need_clips_post_id ON public.need_clips USING btree (post_id);
CREATE INDEX ix_need_steps_need_id ON public.need_steps USING btree (need_id);
CREATE INDEX ix_needs_merged_into_id ON public.needs USING btree (merged_into_id);
CREATE INDEX ix_person_merges_into_id ON public.person_merges USING btree (into_id);
CREATE INDEX ix_person_merges_person_id ON public.person_merges USING btree (person_id);
CREATE INDEX ix_post_search_board ON public.post_search USING btree (board_id, order_key);
CREATE INDEX ix_post_search_words ON public.post_search USING gin (words);
CREATE INDEX ix_posts_awaiting_parent ON public.posts USING btree (board_id, parent_ref) WHERE (parent_ref IS NOT NULL);
CREATE INDEX ix_posts_by_person ON public.posts USING btree (person_id, order_key);
CREATE INDEX ix_posts_by_time ON public.posts USING btree (board_id, order_key);
CREATE INDEX ix_posts_in_thread ON public.posts USING btree (thread_id, order_key);
CREATE INDEX ix_posts_message_id ON public.posts USING btree (message_id);
CREATE INDEX ix_posts_published ON public.posts USING btree (board_id, id);
CREATE INDEX ix_posts_without_html ON public.posts USING btree (id) WHERE (html IS NULL);
CREATE INDEX ix_reports_post_id ON public.reports USING btree (post_id);
CREATE INDEX ix_reports_waiting ON public.reports USING btree (board_id, id) WHERE (decided_at IS NULL);
CREATE INDEX ix_spokespersons_person_id ON public.spokespersons USING btree (person_id);
CREATE INDEX ix_subscriptions_address_id ON public.subscriptions USING btree (address_id);
CREATE INDEX ix_subscriptions_away ON public.subscriptions USING btree (away_until) WHERE (away_until IS NOT NULL);
CREATE INDEX ix_subscriptions_fan_out ON public.subscriptions USING btree (board_id, mode, id);
CREATE INDEX ix_threads_by_activity ON public.threads USING btree (board_id, last_order_key);
CREATE INDEX ix_threads_pinned ON public.threads USING btree (board_id, last_order_key) WHERE (pinned_at IS NOT NULL);
CREATE UNIQUE INDEX uq_digests_of_day ON public.digests USING btree (board_id, mode, day) WHERE (subscription_id IS NULL);
CREATE UNIQUE INDEX uq_followings_address ON public.followings USING btree (thread_id, address_id);
CREATE UNIQUE INDEX uq_notices_sent_once ON public.notices_sent USING btree (recipient, reason, day);
CREATE UNIQUE INDEX uq_request_counts_once ON public.request_counts USING btree (day, kind, key);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT fk_accounts_person_id_persons FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.addresses
    ADD CONSTRAINT fk_addresses_person_id_persons FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT fk_appointments_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT fk_appointments_person_id_persons FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.arrivals
    ADD CONSTRAINT fk_arrivals_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.arrivals
    ADD CONSTRAINT fk_arrivals_message_id_messages FOREIGN KEY (message_id) REFERENCES public.messages(id);
ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT fk_attachments_post_id_posts FOREIGN KEY (post_id) REFERENCES public.posts(id);
ALTER TABLE ONLY public.authentications
    ADD CONSTRAINT fk_authentications_message_id_messages FOREIGN KEY (message_id) REFERENCES public.messages(id);
ALTER TABLE ONLY public.bounces
    ADD CONSTRAINT fk_bounces_address_id_addresses FOREIGN KEY (address_id) REFERENCES public.addresses(id);
ALTER TABLE ONLY public.bounces
    ADD CONSTRAINT fk_bounces_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.bounces
    ADD CONSTRAINT fk_bounces_kept_message_id_messages FOREIGN KEY (kept_message_id) REFERENCES public.messages(id);
ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT fk_decisions_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT fk_decisions_held_post_id_held_posts FOREIGN KEY (held_post_id) REFERENCES public.held_posts(id);
ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT fk_decisions_moderator_id_persons FOREIGN KEY (moderator_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT fk_decisions_post_id_posts FOREIGN KEY (post_id) REFERENCES public.posts(id);
ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT fk_decisions_thread_id_threads FOREIGN KEY (thread_id) REFERENCES public.threads(id);
ALTER TABLE ONLY public.delivery_failures
    ADD CONSTRAINT fk_delivery_failures_mailing_id_mailings FOREIGN KEY (mailing_id) REFERENCES public.mailings(id);
ALTER TABLE ONLY public.digests
    ADD CONSTRAINT fk_digests_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT fk_drafts_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT fk_drafts_person_id_persons FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT fk_drafts_thread_id_threads FOREIGN KEY (thread_id) REFERENCES public.threads(id);
ALTER TABLE ONLY public.evaluation_findings
    ADD CONSTRAINT fk_evaluation_findings_evaluation_id_evaluations FOREIGN KEY (evaluation_id) REFERENCES public.evaluations(id);
ALTER TABLE ONLY public.evaluations
    ADD CONSTRAINT fk_evaluations_before_id_evaluations FOREIGN KEY (before_id) REFERENCES public.evaluations(id);
ALTER TABLE ONLY public.evaluations
    ADD CONSTRAINT fk_evaluations_entered_by_id_persons FOREIGN KEY (entered_by_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.evaluations
    ADD CONSTRAINT fk_evaluations_measure_id_measures FOREIGN KEY (measure_id) REFERENCES public.measures(id);
ALTER TABLE ONLY public.followings
    ADD CONSTRAINT fk_followings_address_id_addresses FOREIGN KEY (address_id) REFERENCES public.addresses(id);
ALTER TABLE ONLY public.followings
    ADD CONSTRAINT fk_followings_person_id_persons FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.followings
    ADD CONSTRAINT fk_followings_thread_id_threads FOREIGN KEY (thread_id) REFERENCES public.threads(id);
ALTER TABLE ONLY public.held_posts
    ADD CONSTRAINT fk_held_posts_arrival_id_arrivals FOREIGN KEY (arrival_id) REFERENCES public.arrivals(id);
ALTER TABLE ONLY public.held_posts
    ADD CONSTRAINT fk_held_posts_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.held_posts
    ADD CONSTRAINT fk_held_posts_person_id_persons FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.held_posts
    ADD CONSTRAINT fk_held_posts_post_id_posts FOREIGN KEY (post_id) REFERENCES public.posts(id);
ALTER TABLE ONLY public.known_message_ids
    ADD CONSTRAINT fk_known_message_ids_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.known_message_ids
    ADD CONSTRAINT fk_known_message_ids_post_id_posts FOREIGN KEY (post_id) REFERENCES public.posts(id);
ALTER TABLE ONLY public.known_message_ids
    ADD CONSTRAINT fk_known_message_ids_thread_id_threads FOREIGN KEY (thread_id) REFERENCES public.threads(id);
ALTER TABLE ONLY public.mailing_ranges
    ADD CONSTRAINT fk_mailing_ranges_mailing_id_mailings FOREIGN KEY (mailing_id) REFERENCES public.mailings(id);
ALTER TABLE ONLY public.mailings
    ADD CONSTRAINT fk_mailings_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.mailings
    ADD CONSTRAINT fk_mailings_digest_id_digests FOREIGN KEY (digest_id) REFERENCES public.digests(id);
ALTER TABLE ONLY public.mailings
    ADD CONSTRAINT fk_mailings_post_id_posts FOREIGN KEY (post_id) REFERENCES public.posts(id);
ALTER TABLE ONLY public.measure_progress
    ADD CONSTRAINT fk_measure_progress_entered_by_id_persons FOREIGN KEY (entered_by_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.measure_progress
    ADD CONSTRAINT fk_measure_progress_measure_id_measures FOREIGN KEY (measure_id) REFERENCES public.measures(id);
ALTER TABLE ONLY public.measure_versions
    ADD CONSTRAINT fk_measure_versions_made_by_id_persons FOREIGN KEY (made_by_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.measure_versions
    ADD CONSTRAINT fk_measure_versions_measure_id_measures FOREIGN KEY (measure_id) REFERENCES public.measures(id);
ALTER TABLE ONLY public.measure_versions
    ADD CONSTRAINT fk_measure_versions_period_id_plan_periods FOREIGN KEY (period_id) REFERENCES public.plan_periods(id);
ALTER TABLE ONLY public.moderator_bells
    ADD CONSTRAINT fk_moderator_bells_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.need_clips
    ADD CONSTRAINT fk_need_clips_need_id_needs FOREIGN KEY (need_id) REFERENCES public.needs(id);
ALTER TABLE ONLY public.need_clips
    ADD CONSTRAINT fk_need_clips_post_id_posts FOREIGN KEY (post_id) REFERENCES public.posts(id);
ALTER TABLE ONLY public.need_steps
    ADD CONSTRAINT fk_need_steps_by_id_persons FOREIGN KEY (by_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.need_steps
    ADD CONSTRAINT fk_need_steps_clip_id_need_clips FOREIGN KEY (clip_id) REFERENCES public.need_clips(id);
ALTER TABLE ONLY public.need_steps
    ADD CONSTRAINT fk_need_steps_need_id_needs FOREIGN KEY (need_id) REFERENCES public.needs(id);
ALTER TABLE ONLY public.need_steps
    ADD CONSTRAINT fk_need_steps_other_id_needs FOREIGN KEY (other_id) REFERENCES public.needs(id);
ALTER TABLE ONLY public.needs
    ADD CONSTRAINT fk_needs_merged_into_id_needs FOREIGN KEY (merged_into_id) REFERENCES public.needs(id);
ALTER TABLE ONLY public.person_merges
    ADD CONSTRAINT fk_person_merges_by_id_persons FOREIGN KEY (by_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.person_merges
    ADD CONSTRAINT fk_person_merges_into_id_persons FOREIGN KEY (into_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.person_merges
    ADD CONSTRAINT fk_person_merges_person_id_persons FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.person_merges
    ADD CONSTRAINT fk_person_merges_undone_by_id_persons FOREIGN KEY (undone_by_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.persons
    ADD CONSTRAINT fk_persons_merged_into_id_persons FOREIGN KEY (merged_into_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.post_versions
    ADD CONSTRAINT fk_post_versions_post_id_posts FOREIGN KEY (post_id) REFERENCES public.posts(id);
ALTER TABLE ONLY public.post_versions
    ADD CONSTRAINT fk_post_versions_replaced_by_id_persons FOREIGN KEY (replaced_by_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_address_id_addresses FOREIGN KEY (address_id) REFERENCES public.addresses(id);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_entered_by_id_persons FOREIGN KEY (entered_by_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_kept_message_id_messages FOREIGN KEY (kept_message_id) REFERENCES public.messages(id);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_organisation_id_organisations FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_parent_id_posts FOREIGN KEY (parent_id) REFERENCES public.posts(id);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_person_id_persons FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_same_id_as_posts FOREIGN KEY (same_id_as) REFERENCES public.posts(id);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_thread_id_threads FOREIGN KEY (thread_id) REFERENCES public.threads(id);
ALTER TABLE ONLY public.readings
    ADD CONSTRAINT fk_readings_person_id_persons FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.readings
    ADD CONSTRAINT fk_readings_thread_id_threads FOREIGN KEY (thread_id) REFERENCES public.threads(id);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT fk_reports_address_id_addresses FOREIGN KEY (address_id) REFERENCES public.addresses(id);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT fk_reports_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT fk_reports_decided_by_id_persons FOREIGN KEY (decided_by_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT fk_reports_person_id_persons FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT fk_reports_post_id_posts FOREIGN KEY (post_id) REFERENCES public.posts(id);
ALTER TABLE ONLY public.single_use_tokens
    ADD CONSTRAINT fk_single_use_tokens_address_id_addresses FOREIGN KEY (address_id) REFERENCES public.addresses(id);
ALTER TABLE ONLY public.spokespersons
    ADD CONSTRAINT fk_spokespersons_organisation_id_organisations FOREIGN KEY (organisation_id) REFERENCES public.organisations(id);
ALTER TABLE ONLY public.spokespersons
    ADD CONSTRAINT fk_spokespersons_person_id_persons FOREIGN KEY (person_id) REFERENCES public.persons(id);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT fk_subscriptions_address_id_addresses FOREIGN KEY (address_id) REFERENCES public.addresses(id);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT fk_subscriptions_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.threads
    ADD CONSTRAINT fk_threads_board_id_boards FOREIGN KEY (board_id) REFERENCES public.boards(id);
ALTER TABLE ONLY public.threads
    ADD CONSTRAINT fk_threads_merged_into_id_threads FOREIGN KEY (merged_into_id) REFERENCES public.threads(id);
ALTER TABLE ONLY public.trace_links
    ADD CONSTRAINT fk_trace_links_message_id_messages FOREIGN KEY (message_id) REFERENCES public.messages(id);
