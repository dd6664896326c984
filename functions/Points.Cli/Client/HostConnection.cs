using System.Net.Http.Headers;
using System.Net.Mime;

namespace Points.Cli.Client;

/// <summary>The connection to a host. It sends each request once.</summary>
internal sealed class HostConnection(HttpClient http) : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    private volatile bool _hasAnswered;

    /// <param name="host">The URL of the host, with a slash at its end.</param>
    /// <param name="parallel">How many requests may run at the same time.</param>
    public static HostConnection Open(Uri host, int parallel)
    {
        var sockets = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = parallel,
            UseProxy = !host.IsLoopback,
            AllowAutoRedirect = false, // No host redirects, and a token must not follow.
        };
        return new(new HttpClient(sockets) { BaseAddress = host, Timeout = RequestTimeout });
    }

    public Uri Address => http.BaseAddress!;

    /// <summary>Whether any request was answered so far.</summary>
    public bool HasAnswered => _hasAnswered;

    public async Task<HostReply> Exchange(HostRequest request, string? token, CancellationToken ct)
    {
        using var message = CreateMessage(request, token);
        try
        {
            using var response = await http.SendAsync(message, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            _hasAnswered = true;
            return new(
                new(response.StatusCode, response.Headers.Contains("Idempotent-Replayed"), body),
                response.Headers.RetryAfter?.Delta
            );
        }
        catch (Exception fault)
            when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return new(null, null) { Failure = Describe(fault) };
        }
    }

    /// <summary>The error for a host that has never answered.</summary>
    /// <param name="failure">The reason, if it is known.</param>
    public CommandException NoHostAnswers(string? failure = null)
    {
        var reason = failure is null ? "" : $" ({failure})";
        return new($"No host answers at {Address}{reason}: start it, or name another one with --url or --data.");
    }

    /// <summary>The error for an answer that no host of Points gives.</summary>
    public CommandException UnexpectedAnswer(HostResponse answer) =>
        new(
            $"The server at {Address} (status {(int)answer.Status}) is not a host of Points: "
                + "name the host with --url or --data."
        );

    public void Dispose() => http.Dispose();

    private static HttpRequestMessage CreateMessage(HostRequest request, string? token)
    {
        var message = new HttpRequestMessage(request.Method, request.Path);
        if (token is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (request.Header is { } header)
            message.Headers.Add(header.Name, header.Value);
        if (request.Json is not null)
            message.Content = new ByteArrayContent(request.Json)
            {
                Headers = { ContentType = new(MediaTypeNames.Application.Json) },
            };
        return message;
    }

    private static string Describe(Exception fault) =>
        (fault as HttpRequestException)?.HttpRequestError switch
        {
            null => "no answer in time",
            HttpRequestError.NameResolutionError => "its name is unknown",
            HttpRequestError.SecureConnectionError => "no secure connection",
            _ => "no connection",
        };
}
