namespace Points.Client;

/// <content>The problem document of an answer that refused a request.</content>
public partial class PointsException
{
    /// <summary>The problem document; null where the answer was none, such as that of a proxy.</summary>
    public Problem? Problem => (this as PointsException<Problem>)?.Result;
}
