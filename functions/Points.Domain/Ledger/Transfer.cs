using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// Points on their way from one member of a family to another, kept with the sender. The receiver's wallet decides once,
/// in an entry of its own, whether it takes them; the sender's hold ends by that. So they are in one of the two wallets
/// in the end, whatever dies in between.
/// </summary>
/// <param name="FamilyId">Of both, when they were sent.</param>
public sealed record Transfer(
    string TransferId,
    string ProgrammeId,
    string FamilyId,
    string FromMemberId,
    string ToMemberId,
    ImmutableArray<Lot> Lots,
    TransferStatus Status,
    DateTimeOffset At
) : WalletRecord
{
    private const string IdPrefix = "t-";

    /// <summary>How long a transfer is left alone before somebody else carries it on.</summary>
    public static readonly TimeSpan ResumeAfter = TimeSpan.FromMinutes(1);

    public WalletId From => new(FromMemberId, ProgrammeId);

    public WalletId To => new(ToMemberId, ProgrammeId);

    public Points Points => Ledger.Lots.Sum(Lots);

    /// <summary>One transfer a request: its id follows from the request's entry.</summary>
    public static string IdOf(string entryId) => IdPrefix + Digest.Compute("transfer", entryId);
}

public enum TransferStatus
{
    Sent,
    Arrived,

    /// <summary>The receiver could not take them: they are the sender's again.</summary>
    Returned,
}
