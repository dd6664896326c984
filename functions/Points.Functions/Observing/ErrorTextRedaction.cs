using System.Diagnostics;
using OpenTelemetry;

namespace Points.Functions.Observing;

/// <summary>Takes the text of a fault off a span that ends: it may name anybody, and the host puts it there. That it failed stays.</summary>
internal sealed class ErrorTextRedaction : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data is { Status: ActivityStatusCode.Error, StatusDescription: not null })
            data.SetStatus(ActivityStatusCode.Error);
    }
}
