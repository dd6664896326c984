using Points.Domain.Actors;
using Points.Domain.Erasing;
using Points.Functions.Http;

namespace Points.Functions.Erasing;

/// <summary>Erases a member within a request, as far as the change feed keeps up.</summary>
public sealed class MemberErasure(EraseMemberHandler handler, HttpPipeline pipeline)
{
    /// <summary>How often a request looks whether the feed has passed the last entries. Then the job finishes.</summary>
    private const int LooksMax = 20;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// When this returns, the member is unknown, and only their ledgers may still wait to be moved.
    /// </summary>
    public async Task Erase(string memberId, Requester by, CancellationToken ct)
    {
        var left = await handler.Handle(new(memberId), by, pipeline.Now, ct);
        for (var look = 0; left is not null && look < LooksMax; look++)
        {
            await Task.Delay(LookInterval, ct);
            left = await handler.Finish(left, pipeline.Now, ct);
        }
    }
}
