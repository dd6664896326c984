using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// Points that one member of a family sends to another, stored with the sender. An entry in the receiver's wallet
/// decides once whether it accepts them; then the sender's hold ends accordingly. So the points always end up in one of
/// the two wallets, even if an instance stops in between (decision 11).
/// </summary>
/// <param name="Sender">The key of the sender's ledger.</param>
/// <param name="Receiver">
/// The key of the receiver's ledger; in transfers from before keys were introduced, the receiver's id.
/// </param>
/// <param name="FamilyId">The family of both members when the points were sent.</param>
public sealed record Transfer(
    string TransferId,
    string ProgrammeId,
    string FamilyId,
    string FromMemberId,
    string Sender,
    string Receiver,
    ImmutableArray<Lot> Lots,
    TransferStatus Status,
    DateTimeOffset At
) : WalletRecord
{
    private const string IdPrefix = "t-";

    /// <summary>How long a job waits before it continues a transfer that has not ended.</summary>
    public static readonly TimeSpan ResumeAfter = TimeSpan.FromMinutes(1);

    public WalletId From => new(FromMemberId, ProgrammeId);

    public Points Points => Ledger.Lots.Sum(Lots);

    /// <summary>The id of the transfer that a request's entry creates.</summary>
    public static string IdOf(string entryId) => IdPrefix + Digest.Compute("transfer", entryId);
}

/// <remarks>Stored documents contain the names: do not change them.</remarks>
public enum TransferStatus
{
    Sent,
    Arrived,

    /// <summary>The receiver's wallet did not accept the points, so they went back to the sender.</summary>
    Returned,
}
