using System.Net.Http.Headers;
using System.Text;
using Points.Torture.Instances;

namespace Points.Torture.Requests;

/// <summary>
/// Sends requests as apps and tills do: to any instance, again after a lost answer, sometimes again although it was
/// answered, and sometimes never again.
/// </summary>
internal sealed class Client(Cluster cluster, Journal journal)
{
    private const int AttemptsMax = 5;

    /// <summary>One of so many requests is given up after the first lost answer.</summary>
    private const int GivesUpEvery = 4;

    /// <summary>One of so many requests is repeated after its answer.</summary>
    private const int RepeatsEvery = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30),
        Pause = TimeSpan.FromMilliseconds(80);

    /// <returns>The last answer; null if none arrived.</returns>
    public async Task<Answer?> Send(Command command, Random dice)
    {
        var exchange = command.Key is null ? new Exchange(command) : journal.Open(command);
        var (first, givesUp, repeats) = (dice.Next(), dice.Next(GivesUpEvery) == 0, dice.Next(RepeatsEvery) == 0);
        journal.Count($"sent {command.Kind}");
        Answer? answer = null;
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            answer = await Try(exchange, cluster[(first + attempt) % cluster.Size]);
            if (answer is { IsBusy: false } || (answer is null && givesUp))
                break;
            await Task.Delay(Pause * (attempt + 1));
        }
        journal.Count($"answer {answer?.Code ?? "none"}");
        if (repeats && answer is not null && command.Key is not null)
            await Try(exchange, cluster[(first + 1) % cluster.Size]);
        return answer;
    }

    /// <summary>Sends a request once.</summary>
    /// <returns>Null if no answer arrived.</returns>
    public async Task<Answer?> Try(Exchange exchange, Instance instance)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(instance.Dead);
        patience.CancelAfter(Patience);
        try
        {
            using var request = CreateRequest(exchange.Command);
            using var response = await instance.Http.SendAsync(request, patience.Token);
            var answer = new Answer(
                response.StatusCode,
                await response.Content.ReadAsStringAsync(patience.Token),
                response.Headers.Contains("Idempotent-Replayed")
            );
            // What a dying instance says did not get through.
            if (!instance.Dead.IsCancellationRequested)
                return Record(exchange, answer);
        }
        catch (Exception fault)
            when (fault is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            if (!instance.Dead.IsCancellationRequested)
                journal.Complain($"{exchange.Command.Identity} got no answer from a living instance: {fault.Message}");
        }
        exchange.LeaveOpen();
        return null;
    }

    private Answer Record(Exchange exchange, Answer answer)
    {
        if (answer.IsFailure)
            journal.Complain($"{exchange.Command.Identity} got {(int)answer.Status} {answer.Text}");
        if (exchange.Record(answer) is { } complaint)
            journal.Complain(complaint);
        return answer;
    }

    private HttpRequestMessage CreateRequest(Command command)
    {
        var request = new HttpRequestMessage(command.Method, $"/api/{command.Path}");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            cluster.Cloud.Tokens.CreateToken(command.By.Token)
        );
        if (command.Key is not null)
            request.Headers.Add("Idempotency-Key", command.Key);
        if (command.Body is not null)
            request.Content = new StringContent(command.Body.ToJsonString(), Encoding.UTF8, "application/json");
        return request;
    }
}
