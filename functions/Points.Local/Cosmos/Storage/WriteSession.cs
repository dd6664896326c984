using Points.Local.Cosmos.Writes;

namespace Points.Local.Cosmos.Storage;

/// <summary>The writer's connection and the sequence it numbers changes by; only the writer's thread uses it.</summary>
internal sealed class WriteSession : Session
{
    private readonly TimeProvider time;
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement remember;
    private long sequence;
    private bool highestMayGo;

    public WriteSession(Connection connection, TimeProvider time, long sequence)
        : base(connection)
    {
        this.time = time;
        this.sequence = sequence;
        begin = connection.Prepare("BEGIN IMMEDIATE");
        commit = connection.Prepare("COMMIT");
        remember = connection.Prepare("UPDATE sequence SET highest = ?1");
        Plan = new BatchPlan(this);
    }

    public BatchPlan Plan { get; }

    /// <summary>Seconds since 1970 by the store's clock, read once for each group of changes.</summary>
    public long Seconds { get; private set; }

    public long NextSequence() => ++sequence;

    /// <summary>A removed row may have carried the highest number, which must not be given out again after a restart.</summary>
    public void NoteRemoval() => highestMayGo = true;

    public void Begin()
    {
        Seconds = time.GetUtcNow().ToUnixTimeSeconds();
        begin.Run();
    }

    public void Commit()
    {
        if (highestMayGo)
        {
            remember.Bind(1, sequence).Run();
            highestMayGo = false;
        }

        commit.Run();
    }

    public void RollBack() => Connection.Execute("ROLLBACK");
}
