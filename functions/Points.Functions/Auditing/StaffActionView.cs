using Points.Domain.Auditing;
using Points.Functions.OpenApi;

namespace Points.Functions.Auditing;

/// <summary>What a member of staff did: an item of the auditors' journal.</summary>
/// <param name="Role">The role in which it was done.</param>
/// <param name="Client">The application that was used; missing if the token did not say.</param>
/// <param name="Actor">The person, as the token named them; missing if that person is erased.</param>
/// <param name="ActorKey">
/// Stands for the person: the same in everything that the person did, also after they are erased. Missing if they were
/// erased before this was recorded.
/// </param>
/// <param name="Reason">Why, in the words of that person; missing if none was asked for, or it is erased.</param>
/// <param name="EntryId">The ledger entry that it booked; missing if it booked none.</param>
/// <param name="LedgerKey">The key of the ledger of the member whom it is about; missing if it is about none.</param>
/// <param name="Points">The change of the balance by the entry, or the new price of a reward.</param>
/// <param name="Period">The settlement period, such as <c>2027-03</c>.</param>
/// <param name="IsAccepted">Whether the dispute was accepted.</param>
/// <param name="DocumentId">The document that had been set aside.</param>
/// <param name="Fields">The fields of the profile that were changed.</param>
/// <param name="ApprovalId">The approval that was asked for, given or refused.</param>
/// <param name="ComplaintId">The complaint that was raised or answered.</param>
/// <param name="Chain">The chain that it is in: a UTC day and a range, such as <c>2027-03-10~5</c>.</param>
/// <param name="Number">Its number in that chain, from 1 without gaps.</param>
/// <param name="Hash">Covers it and the hash of the item before it.</param>
internal sealed record StaffActionView(
    string ActionId,
    DateTimeOffset At,
    string Kind,
    [OneOf("operator", "support", "finance", "marketing")] string Role,
    string? Client,
    string? Actor,
    string? ActorKey,
    string? Reason,
    string? EntryId,
    string? LedgerKey,
    string? ProgrammeId,
    int? Revision,
    DateOnly? EffectiveOn,
    string? RewardId,
    long? Points,
    string? MerchantId,
    string? Period,
    string? DisputeId,
    bool? IsAccepted,
    string? DocumentId,
    IReadOnlyList<string>? Fields,
    string? FamilyId,
    string? ApprovalId,
    string? ComplaintId,
    string Chain,
    long Number,
    string Hash
)
{
    public static StaffActionView From(JournalItem item, string? subject) =>
        new(
            item.ItemId,
            item.Facts.At,
            item.Facts.Kind,
            item.Facts.Role.ToString().ToLowerInvariant(),
            item.Facts.Client,
            subject,
            item.Actor,
            item.Reason,
            item.Facts.EntryId,
            item.Facts.LedgerKey,
            item.Facts.ProgrammeId,
            item.Facts.Revision,
            item.Facts.EffectiveOn,
            item.Facts.RewardId,
            item.Facts.Points,
            item.Facts.MerchantId,
            item.Facts.Period,
            item.Facts.DisputeId,
            item.Facts.IsAccepted,
            item.Facts.DocumentId,
            item.Facts.Fields,
            item.Facts.FamilyId,
            item.Facts.ApprovalId,
            item.Facts.ComplaintId,
            item.Chain.ToString(),
            item.Number,
            item.Hash
        );
}
