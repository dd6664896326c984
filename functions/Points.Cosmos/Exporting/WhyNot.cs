namespace Points.Cosmos.Exporting;

/// <summary>Why a field is not in a person's export: it …</summary>
internal static class WhyNot
{
    public const string IsTheSameEverywhere = "says only which member and which kind of document it is",
        IsADigest = "is a digest of what other fields of the export say",
        IsTheLedgerKey = "is the key of the member's own ledgers, which the profile shows",
        OrdersAList = "repeats a time or an id so that a list can be sorted by it",
        TellsAJobWhen = "tells a job when to look next, which follows from the lots, holds and dates",
        CountsVersions = "counts versions of the document, or tells one commit from another",
        IsAboutStaff = "names a member of staff, a till, or the application that they used",
        IsAboutAnotherPerson = "names another person, or the key of another person's ledgers",
        IsOnlyWhileErased = "is there only while the member is being erased",
        IsTheBudgets = "says from which part of the programme's budget points were taken";
}
