"""Every table that is given away."""

from forum.open_data.dataset import Dataset
from forum.open_data.needs import NEEDS
from forum.open_data.plan import EVALUATIONS, FINDINGS, MEASURES, PROGRESS
from forum.open_data.proposals import ANSWERS, ITEMS, POLLS, PROPOSALS
from forum.open_data.taking_part import PARTICIPATION

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        NEEDS,
        PROPOSALS,
        ITEMS,
        ANSWERS,
        POLLS,
        MEASURES,
        PROGRESS,
        EVALUATIONS,
        FINDINGS,
        PARTICIPATION,
    )
}
