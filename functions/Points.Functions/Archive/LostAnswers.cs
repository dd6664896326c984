using Azure.Core;
using Azure.Core.Pipeline;

namespace Points.Functions.Archive;

/// <summary>
/// Remembers whether any try of a request ended without an answer that says what became of it: the retries hide that,
/// and a refusal that follows may be of what the lost try has written.
/// </summary>
internal sealed class LostAnswers : HttpPipelinePolicy
{
    public static bool Any(HttpMessage message) => message.TryGetProperty(nameof(LostAnswers), out _);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var known = false;
        try
        {
            await ProcessNextAsync(message, pipeline);
            known = !BlobAnswer.IsUnknown(message.Response);
        }
        finally
        {
            if (!known) message.SetProperty(nameof(LostAnswers), true);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("blobs are asked for asynchronously");
}
