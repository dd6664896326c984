using System.Diagnostics;
using OpenTelemetry;

namespace Points.Functions.Observing;

/// <summary>
/// Removes the error text from a failed span when it ends. The host puts the exception's message there, which may
/// contain personal data. The span's error status stays.
/// </summary>
internal sealed class ErrorTextRedaction : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data is { Status: ActivityStatusCode.Error, StatusDescription: not null })
            data.SetStatus(ActivityStatusCode.Error);
    }
}
