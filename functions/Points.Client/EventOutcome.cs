using Newtonsoft.Json.Linq;

namespace Points.Client;

/// <content>Why an event was refused.</content>
public partial class EventOutcome
{
    /// <summary>The problem document that the same request would have got over HTTP; null if it was accepted.</summary>
    public Problem? Problem => Status == EventOutcomeStatus.Refused ? (Body as JObject)?.ToObject<Problem>() : null;
}
