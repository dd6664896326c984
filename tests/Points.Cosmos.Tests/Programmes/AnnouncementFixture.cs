using System.Text;
using System.Text.Json;
using Points.Cosmos.Keys;
using Points.Cosmos.Members;
using Points.Cosmos.Programmes;
using Points.Cosmos.Tests.Members;
using Points.Cosmos.Wallets;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Revising;

namespace Points.Cosmos.Tests.Programmes;

/// <summary>A programme with members, whose operator announces that points will last shorter.</summary>
public abstract class AnnouncementFixture : IAsyncLifetime
{
    private protected const int MembersCount = 40;
    private static readonly DateOnly Day = new(2027, 1, 1);

    private protected CosmosFixture Cosmos { get; } = new();

    private protected List<WalletId> Members { get; } = [];

    private protected CosmosProgrammes Programmes { get; private set; } = null!;

    private protected DateTimeOffset Now { get; set; } = Sample.Noon;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected CosmosWalletStore Store => new(Cosmos.Client);

    private protected CosmosChangeNotifications ChangeNotifications => new(Cosmos.Client);

    private protected ChangeNoticeRun ChangeNoticeRun =>
        new(Programmes, ChangeNotifications, new(Programmes, ChangeNotifications, InstanceLag.ForManyInstances));

    private protected ProgrammeRevisions Revisions => new(Programmes);

    public async ValueTask InitializeAsync()
    {
        await Cosmos.InitializeAsync();
        Programmes = new(Cosmos.Client, TimeProvider.System);
        await Programmes.Publish(Sample.Terms, Sample.Document, Cancellation);
        for (var i = 0; i < MembersCount; i++)
            Members.Add(await Enrol($"m-{i}"));
    }

    public async ValueTask DisposeAsync()
    {
        await Cosmos.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<(long Notified, long Completed)> RunChangeNotices() =>
        await ChangeNoticeRun.Run(() => Now, CancellationToken.None, Cancellation);

    private protected async Task AnnounceShorterValidity(bool appliesToEarned = false)
    {
        var applies = appliesToEarned ? "true" : "false";
        var oneYear = $"\"months\", \"months\": 12, \"monthEnd\": true, \"appliesToEarned\": {applies}";
        using var parsed = JsonDocument.Parse(
            Encoding.UTF8.GetString(Sample.Document).Replace("\"lifetime\"", oneYear, StringComparison.Ordinal)
        );
        await new SubmitRevisionHandler(Programmes, Revisions).Handle(
            new("shop", parsed.RootElement.Clone()),
            Sample.Operator,
            Now,
            Cancellation
        );
        var outcome = await new AnnounceRevisionHandler(Revisions).Handle(
            new("shop", 2, Day) { IsApproved = true },
            Sample.Operator,
            Now,
            Cancellation
        );
        Assert.Equal(RevisionStatus.Announced, Assert.IsType<RevisionOutcome.Accepted>(outcome).Status);
    }

    private protected async Task<Announcement> FindAnnouncement() =>
        (await Programmes.FindTimetable("shop", Cancellation))!.FindChangeAnnouncement(2)!;

    private protected Notice NoticeOf(WalletId wallet, Announcement change, NoticeChannel[] channels) =>
        new(
            Notice.CreateId(wallet, NoticeKind.Change, $"{change.Number}"),
            wallet,
            NoticeKind.Change,
            Now,
            change.Title!,
            change.Text!,
            change.Number,
            [.. channels]
        )
        {
            NotifiedAt = channels.Length == 0 ? Now : null,
        };

    private protected async Task<WalletId> Enrol(string memberId, IProgrammes? programmes = null)
    {
        var command = new ChangeProfile(
            memberId,
            Sample.PatchTo(Sample.Profile(memberId, "shop")),
            ConsentGiver.Operator
        )
        {
            MayEnrol = true,
        };
        Assert.IsType<ProfileOutcome.Saved>(
            await new ChangeProfileHandler(
                new CosmosMemberStore(Cosmos.Client),
                new CosmosLedgerKeys(Cosmos.Client),
                programmes ?? Programmes,
                new LookupShop(Cosmos).Profiles
            ).Handle(command, Sample.Operator, Now, Cancellation)
        );
        return new(memberId, "shop");
    }
}
