"""Every table, for migrations and tests."""

import forum.advice.advice
import forum.announcements.record
import forum.announcements.tiding
import forum.archive.attachments
import forum.archive.authentication
import forum.archive.message
import forum.archive.thread
import forum.boards
import forum.bouncing.records
import forum.digests.issue
import forum.distribution
import forum.documents.document
import forum.documents.printed
import forum.intake.entry
import forum.letters.bell
import forum.limits
import forum.meetings.meeting
import forum.moderation.decision
import forum.moderation.held
import forum.moderation.report
import forum.needs.need
import forum.open_data.night
import forum.people.merging
import forum.people.organisation
import forum.people.person
import forum.people.single_use
import forum.plan.checking
import forum.plan.measure
import forum.proposals.city
import forum.proposals.content
import forum.proposals.poll
import forum.proposals.proposal
from forum.base import Base

metadata = Base.metadata
