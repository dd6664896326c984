using Points.Domain.Ledger;

namespace Points.Cosmos.Wallets;

/// <summary>The result of a wallet commit.</summary>
/// <param name="Duplicate">The new record that exists already, for <see cref="CommitStatus.DuplicateRecord"/>.</param>
internal readonly record struct CommitResult(CommitStatus Status, WalletRecord? Duplicate = null);

internal enum CommitStatus
{
    Committed,

    /// <summary>Another commit changed the wallet: load it and decide again.</summary>
    WalletChanged,

    /// <summary>
    /// The request's entry exists: from an earlier call, or from this commit if the SDK sent it twice.
    /// </summary>
    DuplicateRequest,

    /// <summary>The request's entry exists, most likely from this commit, whose response was lost.</summary>
    ResponseLost,

    /// <summary>Another request has created a record that must be unique.</summary>
    DuplicateRecord,

    /// <summary>The member's spend code is wrong, used, expired, or covers fewer points.</summary>
    SpendCodeRefused,
}
