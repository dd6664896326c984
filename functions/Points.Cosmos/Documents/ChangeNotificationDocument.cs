using System.Globalization;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>When the member was notified of a revision. The key is the announcement's number.</summary>
internal sealed record ChangeNotificationDocument(int Revision, DateTimeOffset At)
{
    public static string KeyOf(int announcement) => FormattableString.Invariant($"{announcement}");

    public static ChangeNotificationDocument From(ChangeNotification it) => new(it.Revision, it.At.ToUniversalTime());

    public ChangeNotification ToChangeNotification(string key) =>
        new(int.Parse(key, CultureInfo.InvariantCulture), Revision, At);
}
