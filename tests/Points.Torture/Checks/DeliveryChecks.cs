using Emulators.ServiceBus;
using Points.Domain.Settling;
using Points.Torture.Instances;
using Points.Torture.Requests;
using Points.Torture.Steps;

namespace Points.Torture.Checks;

/// <summary>
/// What callers are told at the end: outcomes of messages, repeats, statements, and what was set aside.
/// </summary>
internal sealed class DeliveryChecks(Cluster cluster, Client client, Journal journal)
{
    /// <summary>The reason of a dead letter whose token had expired.</summary>
    private const string TokenExpired = "unauthenticated";

    private const int DeadLettersPerPage = 100,
        RepeatsMax = 1_000;

    public async Task<IReadOnlyList<MessageOutcome>> ReadOutcomes(World world)
    {
        var outcomes = new List<MessageOutcome>();
        foreach (var message in world.Messages.Where(message => message.IsGood))
        {
            var answer = await Get($"partners/{message.MerchantId}/events/{message.MessageId}");
            outcomes.Add(
                new(
                    message.MessageId,
                    new(message.MemberId, message.ProgrammeId),
                    answer.IsAccepted,
                    answer.IsAccepted && answer.Body["status"]!.GetValue<string>() == "accepted"
                )
            );
        }
        return outcomes;
    }

    /// <summary>
    /// Sends the messages without an outcome again, as their merchants do: the queue did not take them, or their tokens
    /// had expired because the clock jumped.
    /// </summary>
    public async Task SendAgain(World world)
    {
        var unknown = (await ReadOutcomes(world)).Where(it => !it.IsKnown).Select(it => it.MessageId).ToHashSet();
        foreach (var message in world.Messages.Where(message => unknown.Contains(message.MessageId)))
            await MessageSteps.Send(cluster, journal, message);
        await cluster.WaitUntilIdle();
    }

    public static CheckResult CheckOutcomes(IReadOnlyList<MessageOutcome> outcomes) =>
        CheckResult.From(
            "every message has an outcome",
            $"{outcomes.Count(it => it.IsKnown)} outcomes, {outcomes.Count(it => it.IsAccepted)} accepted",
            outcomes.Select(it => !it.IsKnown ? $"the message {it.MessageId} has no outcome" : null)
        );

    /// <summary>Repeats accepted requests: each gets its first answer again.</summary>
    public async Task<CheckResult> RepeatRequests(IReadOnlyList<Exchange> exchanges)
    {
        var (before, repeated) = (journal.Complaints.Count, 0);
        var differences = new List<string>();
        foreach (var exchange in exchanges.Where(it => it.Accepted is not null).Take(RepeatsMax))
        {
            repeated++;
            var answer = await client.Try(exchange, cluster[0]);
            if (answer is not { IsAccepted: true, IsReplayed: true })
                differences.Add(
                    $"{exchange.Command.Identity} was accepted, and its repeat got {answer?.Text ?? "nothing"}"
                );
        }
        differences.AddRange(journal.Complaints.Skip(before));
        return CheckResult.From("a repeat gets its first answer", $"{repeated} repeats", differences);
    }

    public async Task<CheckResult> CheckStatements(IReadOnlyList<SettlementPeriod> periods)
    {
        var (differences, closed) = (new List<string>(), 0);
        foreach (var period in periods)
        {
            var found = await Get($"settlement/periods/{period}");
            if (!found.IsAccepted)
                continue;
            if (found.Body["status"]!.GetValue<string>() != "closed")
            {
                if (period.HasEnded(cluster.Cloud.Clock.GetUtcNow()))
                    differences.Add($"{period} is not closed");
                continue;
            }
            closed++;
            await CompareAgain(period);
            if (found.Body["sumFen"]!.GetValue<long>() != 0)
                differences.Add($"the statements of {period} add up to {found.Body["sumFen"]} fen");
            var comparison = await Get($"settlement/periods/{period}/reconciliation");
            if (!comparison.IsAccepted || comparison.Body["status"]!.GetValue<string>() != "done")
                differences.Add($"{period} is not compared with the ledgers: {comparison.Text}");
            else if (comparison.Body["differenceCount"]!.GetValue<long>() != 0)
                differences.Add($"{period} differs from the ledgers: {comparison.Text}");
        }
        return CheckResult.From(
            "closed months add up to zero and agree with the ledgers",
            $"{closed} months",
            differences
        );
    }

    /// <summary>
    /// Compares a month with the ledgers again, as an operator does who is shown differences: the clock jumps here from
    /// the last purchase of a month to the end of the comparison, while messages are still under way.
    /// </summary>
    private async Task CompareAgain(SettlementPeriod period)
    {
        await client.Try(
            new(new("check", HttpMethod.Post, $"settlement/periods/{period}/reconciliation", Caller.Operator, null)),
            cluster[0]
        );
        await cluster[0].RunJob("SettlementReconcile");
        await cluster.WaitUntilIdle();
    }

    public async Task<CheckResult> CheckDeadLetters(World world)
    {
        var unfit = world.Messages.Where(it => !it.IsGood).Select(it => it.MessageId).ToHashSet(StringComparer.Ordinal);
        var (differences, reasons) = (new List<string>(), new List<string>());
        foreach (var queue in cluster.Cloud.Bus.Definitions)
        {
            var letters = await ReadDeadLetters(queue.Name);
            reasons.AddRange(letters.Select(letter => letter.Reason));
            differences.AddRange(
                letters
                    .Where(it =>
                        it.Reason is "" or DeadLetter.MaxDeliveryCountExceeded
                        || !(it.Reason == TokenExpired || unfit.Contains(it.MessageId))
                    )
                    .Select(it =>
                        $"the message {it.MessageId} of {queue.Name} is a dead letter: {it.Reason} {it.Description}"
                    )
            );
        }
        var depths = cluster.Cloud.Bus.QueueDepths;
        differences.AddRange(
            depths.Where(it => it.Active + it.Locked > 0).Select(it => $"{it.Name} still has {it.Active} messages")
        );
        return CheckResult.From(
            "only unfit messages are dead letters, each with its reason",
            $"{depths.Sum(it => it.DeadLetters)} dead letters ({string.Join(", ", reasons.Distinct())})",
            differences
        );
    }

    public async Task<CheckResult> CheckSetAside()
    {
        var found = (await Get("ledger/poison")).Body["items"]!.AsArray();
        return CheckResult.From(
            "no entry or notice was set aside",
            $"{found.Count} set aside",
            found.Select(it => $"{it!["documentId"]} was set aside: {it["why"]}")
        );
    }

    private async Task<List<DeadLetter>> ReadDeadLetters(string queue)
    {
        var (all, before) = (new List<DeadLetter>(), long.MaxValue);
        while (await cluster.Cloud.Bus.ReadDeadLetters(queue, before, DeadLettersPerPage) is { Count: > 0 } page)
        {
            all.AddRange(page);
            before = page[^1].SequenceNumber;
        }
        return all;
    }

    private async Task<Answer> Get(string path) =>
        await client.Try(new(new("check", HttpMethod.Get, path, Caller.Operator, null)), cluster[0])
        ?? throw new InvalidOperationException($"{path} got no answer at rest");
}
