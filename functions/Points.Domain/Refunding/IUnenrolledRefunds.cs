using Points.Domain.Ledger;

namespace Points.Domain.Refunding;

/// <summary>
/// Keeps early refunds for people who are not enrolled in the programme, in the list of their merchant. To the
/// merchant they look like those of members (decision 46).
/// </summary>
public interface IUnenrolledRefunds
{
    /// <summary>
    /// Finds the key under which the refunds of a person are kept: the key of the member's ledgers, or one that leads
    /// to nobody.
    /// </summary>
    /// <exception cref="StoreBusyException">Throttled.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<LedgerKey> FindKey(string memberId, CancellationToken ct);

    /// <summary>Lists the refunds of a merchant that are kept under a key, in any order.</summary>
    /// <inheritdoc cref="FindKey" path="/exception"/>
    Task<IReadOnlyList<UnenrolledRefund>> List(string merchantId, LedgerKey key, CancellationToken ct);

    /// <summary>Keeps a refund. Repeating it changes nothing.</summary>
    /// <inheritdoc cref="FindKey" path="/exception"/>
    Task Add(Refund command, LedgerKey key, UnenrolledRefund refund, CancellationToken ct);
}

/// <summary>An early refund for a person who is not enrolled.</summary>
/// <param name="Fingerprint">The digest of the command, protected by the key. A repeat must have the same.</param>
public sealed record UnenrolledRefund(
    string ProgrammeId,
    string OrderId,
    string RefundId,
    string EntryId,
    RefundClaim Claim,
    string Fingerprint,
    DateTimeOffset At
);
