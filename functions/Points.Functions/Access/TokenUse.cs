namespace Points.Functions.Access;

/// <summary>Where a token is presented. A token is good for one of them only.</summary>
public enum TokenUse
{
    /// <summary>In the header of a request.</summary>
    Http,

    /// <summary>On a message of the queue <c>merchant-events</c>.</summary>
    Queue,
}
