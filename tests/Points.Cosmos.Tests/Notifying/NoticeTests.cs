using Points.Cosmos.Notifying;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Cosmos.Tests.Notifying;

/// <summary>Notices are read back as written, and concurrent writes do not overwrite each other.</summary>
[Collection(nameof(NoticeTests))]
public sealed class NoticeTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();
    private TestShop _shop = null!;

    private CosmosNotices Notices => new(_cosmos.Client);

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _shop = await TestShop.Open(_cosmos);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Attempts_and_receipts_of_a_notice_are_read_back_as_written()
    {
        var (wallet, receipt) = (
            await _shop.EnrolWithPoints(100),
            new DeliveryReceipt(NoticeChannel.Push, ReceiptStatus.Read, Sample.Noon.AddHours(1), "r-1")
        );
        var notice = await AddNotice(wallet, "1", Sample.Noon);
        var (_, version) = (await Notices.Find(notice.Key, CancellationToken.None))!.Value;
        var delivered = notice
            .WithAttempt(NoticeChannel.Sms, new(Sample.Noon, "timeout"))
            .WithAttempt(NoticeChannel.Push, new(Sample.Noon, null))
            .WithReceipt(receipt) with
        {
            NotifiedAt = Sample.Noon,
        };

        Assert.True(await Notices.TryReplace(delivered, version, CancellationToken.None));
        Assert.False(await Notices.TryReplace(notice, version, CancellationToken.None));

        var (read, _) = (await Notices.Find(notice.Key, CancellationToken.None))!.Value;
        Assert.Equal(
            ["Sms timeout", "Push -"],
            read.Deliveries.SelectMany(it => it.Attempts.Select(attempt => $"{it.Channel} {attempt.Fault ?? "-"}"))
        );
        Assert.Equal((Sample.Noon, 7), (read.NotifiedAt, read.Announcement));
        Assert.Equal([receipt], read.Receipts);
    }

    [Fact]
    public async Task Only_notices_are_found_and_they_are_listed_newest_first()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        foreach (var day in Enumerable.Range(0, 5))
            await AddNotice(wallet, $"{day}", Sample.Noon.AddDays(day));

        // The member's profile has this id. It is in the same partition as the notices.
        Assert.Null(await Notices.Find(new(wallet.MemberId, "member"), CancellationToken.None));
        Assert.Null(await Notices.Find(new(wallet.MemberId, "n-none"), CancellationToken.None));
        var throughDay3 = (Sample.Noon.AddDays(3) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        Assert.Equal(
            [3, 2],
            (await Notices.List(wallet.MemberId, throughDay3, 2, CancellationToken.None)).Select(it =>
                (it.At - Sample.Noon).Days
            )
        );
        Assert.Equal(5, (await Notices.List(wallet.MemberId, long.MaxValue, 10, CancellationToken.None)).Count);
    }

    private async Task<Notice> AddNotice(WalletId wallet, string subject, DateTimeOffset at)
    {
        var notice = new Notice(
            Notice.CreateId(wallet, NoticeKind.Change, subject),
            wallet,
            NoticeKind.Change,
            at,
            new("题", "title"),
            new("文", "text"),
            Announcement: 7,
            [NoticeChannel.Sms, NoticeChannel.Push]
        );
        Assert.True(
            await _shop.Store.CommitMaintenance(
                wallet,
                it => new Decision.Accepted(it.BeginChange(Sample.Terms, Sample.Noon)) { NewRecords = [notice] },
                CancellationToken.None
            )
        );
        return notice;
    }
}
