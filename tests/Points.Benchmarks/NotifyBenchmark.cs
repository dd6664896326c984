using System.Diagnostics;
using System.Globalization;
using Points.Cosmos.Members;
using Points.Cosmos.Programmes;
using Points.Cosmos.Wallets;
using Points.Domain.Deciding;
using Points.Domain.Enrolling;
using Points.Domain.Notifying;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Wallets;
using Points.Local;

namespace Points.Benchmarks;

/// <summary>
/// A change told to every member of a programme by two channels: each notice written in a commit of its wallet, seen in the
/// change feed, queued, delivered to the inbox, recorded. All in one process: the one-machine host on a fresh folder,
/// durability as shipped.
/// </summary>
internal static class NotifyBenchmark
{
    public const int MembersUsual = 20_000, MembersMin = 1;
    private const int AtATime = 64;
    private const string ProgrammeId = "fast-food";

    public static async Task<int> Run(int members)
    {
        var folder = Directory.CreateTempSubdirectory("points-notify-").FullName;
        try
        {
            await using var host = await LocalHost.Start(new LocalHostOptions(Path.Combine(folder, "data")) { Port = 0 });
            using var client = host.Store.Connect();
            using var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(30) };
            Console.WriteLine($"notify: {Environment.ProcessorCount} processors, {members:N0} members, {AtATime} commits at once");
            await Each(members, number => Enrol(new CosmosMemberStore(client), number));
            await Quiet(http);

            var (wallets, now) = (new CosmosWalletStore(client), host.Clock.GetUtcNow());
            var terms = (await new CosmosProgrammes(client, TimeProvider.System).TermsOf(ProgrammeId, now, CancellationToken.None))!;
            var (title, text) = NoticeTexts.Withdrawn(terms, 2);
            var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await Each(members, number => Tell(wallets, terms, new(MemberId(number), ProgrammeId), title, text, now));
            var written = Stopwatch.GetElapsedTime(began).TotalSeconds;
            await Quiet(http);
            var all = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
            var last = await new Cosmos.Notifying.CosmosNotices(client).Of(MemberId(members - 1), long.MaxValue, 1, CancellationToken.None);
            if (last.Single().NotifiedAt is null || host.Bus.Depth(Queues.Notices).DeadLetters > 0) throw new InvalidOperationException("not all were told");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"written in {written:0.0} s, {members / written:0}/s; told in {all:0.0} s, {members / all:0}/s; {used * 1e6 / members:0} µs of a core each"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string MemberId(int number) => string.Create(CultureInfo.InvariantCulture, $"m-{number}");

    private static Task Each(int members, Func<int, Task> act) =>
        Parallel.ForEachAsync(Enumerable.Range(0, members), new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (number, _) => await act(number));

    private static Task<Member?> Enrol(CosmosMemberStore members, int number) => members.Change(
        MemberId(number),
        _ => new ProfileChange(new Member(MemberId(number), null, null, IdentityVerified: true, "13800000000", null, new(Personalisation: false, Marketing: false), [ProgrammeId], [], null)),
        CancellationToken.None);

    private static Task<bool> Tell(CosmosWalletStore wallets, ProgrammeRevision terms, WalletId wallet, BilingualName title, BilingualName text, DateTimeOffset now) => wallets.Tend(
        wallet,
        it => new Decision.Accepted(it.Post(terms, now))
        {
            Creates = [new Notice(Notice.IdOf(wallet, NoticeKind.Withdrawn, "2"), wallet, NoticeKind.Withdrawn, now, title, text, 1, [NoticeChannel.Sms, NoticeChannel.Push])],
        },
        CancellationToken.None);

    private static async Task Quiet(HttpClient http) => (await http.PostAsync("/admin/functions/LedgerRelay", null)).EnsureSuccessStatusCode();
}
