using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>
/// Tracks which members have been notified of an announcement, and which wallets have been updated to which terms.
/// </summary>
public interface IChangeNotifications
{
    /// <summary>
    /// Finds wallets whose members have no notice of an announcement yet. Returns each wallet at most once.
    /// </summary>
    IAsyncEnumerable<WalletId> FindWalletsWithoutNotice(
        string programmeId,
        Announcement announcement,
        CancellationToken ct
    );

    /// <summary>
    /// Stores a notice and marks the wallet as notified, in one write. A repeated call changes nothing.
    /// </summary>
    /// <param name="revision">The revision that the notice announces; null if it announces none.</param>
    /// <returns>False if the member already has the notice, or the wallet no longer exists.</returns>
    Task<bool> RecordNotice(Notice notice, int? revision, CancellationToken ct);

    /// <summary>Lists the notices of an announcement, in no order.</summary>
    IAsyncEnumerable<Notice> ListNotices(string programmeId, Announcement announcement, CancellationToken ct);

    /// <summary>Whether any notice of an announcement is not delivered yet.</summary>
    Task<bool> HasUndelivered(string programmeId, Announcement announcement, CancellationToken ct);

    /// <summary>When the last member was notified of an announcement; null if none was.</summary>
    Task<DateTimeOffset?> FindLastNotifiedAt(string programmeId, Announcement announcement, CancellationToken ct);

    Task<StoredNoticeCounts> Count(string programmeId, Announcement announcement, CancellationToken ct);

    /// <summary>Looks at the addresses of at most <see cref="AddressSample.MembersMax"/> members.</summary>
    Task<AddressSample> SampleAddresses(string programmeId, CancellationToken ct);

    /// <summary>Finds wallets that have not been updated to a revision.</summary>
    IAsyncEnumerable<WalletId> FindWalletsBeforeRevision(string programmeId, int revision, CancellationToken ct);
}
