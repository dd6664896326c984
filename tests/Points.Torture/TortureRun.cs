using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Points.Domain.Settling;
using Points.Torture.Checks;
using Points.Torture.Instances;
using Points.Torture.Requests;
using Points.Torture.Steps;

namespace Points.Torture;

/// <summary>
/// Sends everything that callers send to several instances on one store, hurts the instances meanwhile, lets all come
/// to rest, and checks that no point was lost or doubled.
/// </summary>
internal static class TortureRun
{
    private static readonly DateTimeOffset Start = new(2027, 3, 20, 9, 0, 0, TimeSpan.FromHours(8));

    /// <returns>Whether every check passed.</returns>
    public static async Task<bool> Run(TortureOptions options, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("points-torture-").FullName;
        try
        {
            await output.WriteLineAsync(
                $"seed {options.Seed}, {options.Time}, {options.Instances} instances, {options.Workers} workers, "
                    + $"{options.Members} members"
            );
            await using var cluster = await Cluster.Start(
                Cloud.Open(Path.Combine(folder, "data"), Start),
                options.Instances,
                Path.Combine(AppContext.BaseDirectory, "Terms"),
                options.Logs
            );
            return await Run(options, cluster, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> Run(TortureOptions options, Cluster cluster, TextWriter output)
    {
        var (journal, world) = (new Journal(), new World(options.Members));
        var client = new Client(cluster, journal);
        await Prepare(new Step("start", new Random(options.Seed), world, cluster, client, journal));

        using (var time = new CancellationTokenSource(options.Time))
        {
            var template = new Step("", new Random(0), world, cluster, client, journal);
            var workers = Enumerable
                .Range(0, options.Workers)
                .Select(worker =>
                    Task.Run(() => Work(options.Seed, worker, template, time.Token), CancellationToken.None)
                );
            await Task.WhenAll([
                options.Hurts ? new Disruption(cluster, journal, options.Seed).Run(time.Token) : Task.CompletedTask,
                .. workers,
            ]);
        }
        var restStart = Stopwatch.GetTimestamp();
        var rest = new Rest(cluster, journal);
        await rest.Run();
        var restTime = Stopwatch.GetElapsedTime(restStart);

        if (options.Sabotage is { } sabotage)
        {
            using var store = cluster.Cloud.Store.Connect();
            await sabotage(store);
        }
        await Summarise(journal, output);
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"came to rest in {restTime.TotalSeconds:0.0} s, at {cluster.Cloud.Clock.GetUtcNow():u}"
            )
        );
        var checkStart = Stopwatch.GetTimestamp();
        var results = await new AllChecks(cluster, client, journal, world, rest, PeriodsUntil(cluster)).Run();
        foreach (var result in results)
            await output.WriteLineAsync(result.ToString());
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"checked in {Stopwatch.GetElapsedTime(checkStart).TotalSeconds:0.0} s"
            )
        );
        var failed = results.FirstOrDefault(result => result.Difference is not null);
        await output.WriteLineAsync(failed is null ? "PASS" : $"FAIL: {failed.Difference}");
        return failed is null;
    }

    private static async Task Prepare(Step step)
    {
        foreach (var member in step.World.Members)
            await MemberSteps.Enrol(step, member);
        foreach (var family in step.World.Members.Chunk(World.FamilySize).Index())
            await step.Send(
                "family",
                HttpMethod.Put,
                $"families/f{family.Index}",
                Caller.Operator,
                new() { ["members"] = new JsonArray([.. family.Item.Select(id => (JsonNode)id)]) }
            );
    }

    /// <summary>Each step has dice of its own, so that what a step does never depends on the steps before it.</summary>
    private static async Task Work(int seed, int worker, Step template, CancellationToken stopping)
    {
        for (var number = 0; !stopping.IsCancellationRequested; number++)
        {
            var dice = new Random(SeedOf(seed, worker, number));
            var step = StepTable.Choose(dice);
            await step(template with { Name = $"{worker}-{number}", Dice = dice });
        }
    }

    /// <summary>Mixes the numbers, because random numbers of neighbouring seeds begin alike.</summary>
    private static int SeedOf(int seed, int worker, int number)
    {
        var mixed = unchecked((((uint)seed * 0x9E3779B1u) + (uint)worker) * 0x85EBCA6Bu + (uint)number);
        mixed = unchecked((mixed ^ (mixed >> 15)) * 0xC2B2AE35u);
        return (int)((mixed ^ (mixed >> 13)) & int.MaxValue);
    }

    private static List<SettlementPeriod> PeriodsUntil(Cluster cluster)
    {
        var (periods, last) = (new List<SettlementPeriod>(), cluster.Cloud.Clock.GetUtcNow());
        for (var period = SettlementPeriod.Containing(Start); period.Start <= last; period = period.Next)
            periods.Add(period);
        return periods;
    }

    private static async Task Summarise(Journal journal, TextWriter output)
    {
        foreach (
            var (prefix, what) in ((string, string)[])
                [
                    ("sent ", "sent"),
                    ("answer ", "answers"),
                    ("hurt ", "hurt by"),
                    ("job ", "jobs that failed and ran again"),
                ]
        )
            await output.WriteLineAsync($"{what}: {journal.Summarise(prefix)}");
    }
}
