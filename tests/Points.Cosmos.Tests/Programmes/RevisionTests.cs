using System.Text.Json;
using Emulators.CosmosDb;
using Points.Cosmos.Programmes;
using Points.Domain;
using Points.Domain.Programmes.Revisions;

namespace Points.Cosmos.Tests.Programmes;

/// <summary>Drafts and announcements are stored exactly once, whatever fails in between.</summary>
[Collection(nameof(RevisionTests))]
public sealed class RevisionTests : IAsyncLifetime
{
    private static readonly JsonElement Document = JsonDocument.Parse(Sample.Document).RootElement;
    private static readonly (BilingualName, BilingualName) NoticeText = (new("标题", "Title"), new("文字", "Text"));
    private readonly CosmosFixture _cosmos = new();

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CosmosProgrammes Programmes => new(_cosmos.Client, TimeProvider.System);

    [Fact]
    public async Task A_draft_is_not_in_force_until_it_is_announced_for_an_instant()
    {
        var programmes = Programmes;
        Assert.Equal(1, await programmes.AddDraft("shop", Document, null, Cancellation));
        Assert.Empty((await programmes.Find("shop", Cancellation))!.Revisions);

        Assert.NotNull(
            await programmes.UpdateTimetable(
                "shop",
                it => it.Announce(1, new(2027, 1, 1), Sample.Noon, NoticeText, Sample.Noon),
                null,
                Cancellation
            )
        );
        Assert.Empty((await programmes.Find("shop", Cancellation))!.Revisions);
        Assert.Equal(
            new RevisionProgress(1) { AnnouncedFor = new(2027, 1, 1) },
            (await programmes.FindRevision("shop", 1, Cancellation))!.Progress
        );

        await programmes.AddDraft("shop", Document, null, Cancellation);
        await programmes.UpdateTimetable(
            "shop",
            it => it.Announce(2, new(2027, 1, 1), Sample.Noon, null, Sample.Noon),
            null,
            Cancellation
        );
        Assert.Equal(2, (await programmes.Find("shop", Cancellation))!.TermsAt(Sample.Noon)!.Number);
        Assert.Null((await programmes.Find("shop", Cancellation))!.TermsAt(Sample.Noon.AddTicks(-1)));
    }

    [Fact]
    public async Task Given_lost_answers_Then_a_draft_and_its_announcement_are_stored_once()
    {
        var programmes = Programmes;
        _cosmos.FaultsOrSkip().InjectNext(1, InjectedFault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        Assert.Equal(1, await programmes.AddDraft("shop", Document, null, Cancellation));
        Assert.Null(await programmes.FindRevision("shop", 2, Cancellation));

        _cosmos
            .FaultsOrSkip()
            .InjectNext(1, InjectedFault.DisconnectedAfterwards, (_, kind) => kind == RequestKind.Batch);
        Assert.NotNull(
            await programmes.UpdateTimetable(
                "shop",
                it =>
                    it.Find(1)!.AnnouncedFor is null
                        ? it.Announce(1, new(2027, 1, 1), Sample.Noon, NoticeText, Sample.Noon)
                        : null,
                null,
                Cancellation
            )
        );
        Assert.Equal(
            (1, Sample.Noon),
            await programmes.FindTimetable("shop", Cancellation) is { } it
                ? (it.Announcements.Single().Number, it.Announcements[0].At)
                : default
        );
    }

    [Fact]
    public async Task Given_the_most_revisions_of_a_programme_When_adding_a_draft_Then_it_is_refused()
    {
        var programmes = Programmes;
        Assert.True(
            await programmes.Publish(
                Sample.Terms with
                {
                    Number = IProgrammes.RevisionsMax,
                },
                Sample.Document,
                Cancellation
            )
        );

        Assert.Null(await programmes.AddDraft("shop", Document, null, Cancellation));
    }
}
