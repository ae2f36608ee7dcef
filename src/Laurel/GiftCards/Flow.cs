namespace Laurel.GiftCards;

/// <summary>
/// Sends as much as fits from nodes to the last one: by the shortest way, the first of equals (Edmonds and Karp). What was sent before may be led
/// another way, and still arrives; so what arrives in all is as much as can.
/// </summary>
internal sealed class Flow
{
    private readonly Dictionary<(int From, int To), long> room = [];
    private int nodes;

    public int Node() => nodes++;

    /// <summary>What may go from one node to another, in this direction only.</summary>
    public void Join(int from, int to, long most) => room[(from, to)] = most;

    /// <summary>What goes from one node to another.</summary>
    public long Through(int from, int to) => room.GetValueOrDefault((to, from));

    /// <summary>What came through: at most so much.</summary>
    public long Send(int from, int to, long most)
    {
        var sent = 0L;
        while (sent < most && Way(from, to) is { } way)
        {
            var fits = Math.Min(most - sent, way.Min(step => room[step]));
            foreach (var (here, there) in way)
            {
                room[(here, there)] -= fits;
                room[(there, here)] = room.GetValueOrDefault((there, here)) + fits;
            }
            sent += fits;
        }
        return sent;
    }

    private List<(int From, int To)>? Way(int from, int to)
    {
        var before = new Dictionary<int, int> { [from] = from };
        var reached = new Queue<int>([from]);
        while (reached.TryDequeue(out var here) && here != to)
        {
            for (var there = 0; there < nodes; there++)
            {
                if (room.GetValueOrDefault((here, there)) > 0 && before.TryAdd(there, here))
                    reached.Enqueue(there);
            }
        }
        if (!before.ContainsKey(to))
            return null;
        var way = new List<(int, int)>();
        for (var there = to; there != from; there = before[there])
            way.Add((before[there], there));
        return way;
    }
}
