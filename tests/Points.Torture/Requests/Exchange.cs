namespace Points.Torture.Requests;

/// <summary>A request and what became of it, over all its repeats.</summary>
internal sealed class Exchange(Command command)
{
    private readonly Lock _lock = new();

    public Command Command => command;

    /// <summary>The first answer that accepted the request.</summary>
    public Answer? Accepted { get; private set; }

    /// <summary>
    /// Whether an attempt got no answer, or one that leaves its outcome open: the request may have been carried out.
    /// </summary>
    public bool IsOpen { get; private set; }

    public void LeaveOpen()
    {
        lock (_lock)
            IsOpen = true;
    }

    /// <returns>What is wrong with the answer, in a sentence; null if nothing is.</returns>
    public string? Record(Answer answer)
    {
        lock (_lock)
        {
            if (answer.IsBusy || answer.IsFailure)
                IsOpen = true;
            if (!answer.IsAccepted)
                return Accepted is null || answer.IsBusy
                    ? null
                    : $"{command.Identity} was accepted, and a repeat got {(int)answer.Status} {answer.Text}";
            Accepted ??= answer;
            return Accepted.Facts == answer.Facts
                ? null
                : $"{command.Identity} got {Accepted.Text}, and a repeat {answer.Text}";
        }
    }
}
