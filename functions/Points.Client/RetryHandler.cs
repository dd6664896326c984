using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Points.Client;

/// <summary>
/// Repeats a request until its answer is final. Each attempt sends the same Idempotency-Key, so points move once
/// however often the request arrives.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private readonly ResiliencePipeline<HttpResponseMessage> _attempts;

    public RetryHandler(PointsClientOptions options, HttpMessageHandler inner)
        : base(inner)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = options.Time };
        if (options.AttemptsMax > 1)
            builder.AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    MaxRetryAttempts = options.AttemptsMax - 1,
                    Delay = options.FirstWait,
                    MaxDelay = options.LongestWait,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = args =>
                        ValueTask.FromResult(IsWorthRepeating(args.Outcome, args.Context.CancellationToken)),
                    DelayGenerator = args =>
                        ValueTask.FromResult(WaitAskedFor(args.Outcome.Result, options.LongestWait)),
                    OnRetry = args =>
                    {
                        args.Outcome.Result?.Dispose();
                        return ValueTask.CompletedTask;
                    },
                }
            );
        _attempts = builder.AddTimeout(options.AttemptTimeout).Build();
    }

    /// <exception cref="HttpRequestException">
    /// The last attempt got no answer; the inner exception is a <see cref="TimeoutException"/> where its time was over.
    /// </exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _attempts.ExecuteAsync(async ct => await Attempt(request, ct), cancellationToken);
        }
        catch (TimeoutRejectedException fault)
        {
            throw new HttpRequestException(
                "The host did not answer in time.",
                new TimeoutException(fault.Message, fault)
            );
        }
    }

    private async Task<HttpResponseMessage> Attempt(HttpRequestMessage request, CancellationToken ct)
    {
        var response = await base.SendAsync(request, ct);
        try
        {
            // An answer that breaks off is none. Files are not kept in memory, so they can break off.
            if (response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) is true)
                await response.Content.LoadIntoBufferAsync(ct);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static bool IsWorthRepeating(Outcome<HttpResponseMessage> outcome, CancellationToken ct) =>
        outcome.Exception is { } failure
            ? !ct.IsCancellationRequested && failure is HttpRequestException or TimeoutRejectedException
            : outcome.Result!.StatusCode
                is HttpStatusCode.TooManyRequests
                    or HttpStatusCode.RequestTimeout
                    or >= HttpStatusCode.InternalServerError;

    /// <returns>The wait that the host asks for; null for the usual one, which grows from attempt to attempt.</returns>
    private static TimeSpan? WaitAskedFor(HttpResponseMessage? response, TimeSpan longest) =>
        response?.Headers.RetryAfter?.Delta is { } asked ? (asked < longest ? asked : longest) : null;
}
