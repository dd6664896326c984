using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>Which of a programme's members were told of what, and which wallets have been brought under which terms.</summary>
public interface IChangeNotifications
{
    /// <summary>Wallets whose members are still to be told; none of them twice while it goes on.</summary>
    IAsyncEnumerable<WalletId> FindWalletsWithoutNotice(
        string programmeId,
        Announcement announcement,
        CancellationToken ct
    );

    /// <summary>Keeps the notice, and with the wallet that its member was told: both or neither, and once, however often it is tried.</summary>
    /// <param name="revision">The one that is to come; null where the notice is of none.</param>
    /// <returns>False if the member was told before, or there is no such wallet any more.</returns>
    Task<bool> RecordNotice(Notice notice, int? revision, CancellationToken ct);

    /// <summary>Whether a notice is still to be delivered.</summary>
    Task<bool> HasUndelivered(string programmeId, Announcement announcement, CancellationToken ct);

    /// <summary>When the last of those who are notified was; null where nobody is.</summary>
    Task<DateTimeOffset?> FindLastNotifiedAt(string programmeId, Announcement announcement, CancellationToken ct);

    Task<ChangeNotificationCounts> Count(string programmeId, Announcement announcement, CancellationToken ct);

    /// <summary>Wallets that have not been brought under a revision.</summary>
    IAsyncEnumerable<WalletId> FindWalletsBeforeRevision(string programmeId, int revision, CancellationToken ct);
}

/// <param name="NoticesToCreate">Members who are still to be told.</param>
/// <param name="NoticesCreated">Members for whom there is a notice.</param>
/// <param name="NoticesUndelivered">Of those, who are not notified yet.</param>
public sealed record ChangeNotificationCounts(long NoticesToCreate, long NoticesCreated, long NoticesUndelivered);
