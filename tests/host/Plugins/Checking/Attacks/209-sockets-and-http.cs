// Abuses: Socket, HttpClient and Dns.
// Harm: orders to a venue past the gate, commands to the edge on loopback, secrets to the outside.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SocketsAndHttpAttack;

public sealed class SocketsAndHttpStrategy : Strategy
{
    private readonly HttpClient _http = new();

    public override void OnBook(in BookEvent bookEvent)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect("127.0.0.1", 1);
        }
        catch (SocketException exception)
        {
            Act((int)exception.SocketErrorCode);
        }

        _ = _http.GetAsync("http://127.0.0.1:1/");
    }

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    private long _n;

    private void Act(long leak)
    {
        _n = _n * 31 + leak;
        Price bid = Context.Book(new InstrumentId(1)).BestBid.Price;
        if ((_n & 1) == 0 && bid.Raw > 0)
        {
            Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, bid, 100, tag: _n & 0xFF));
        }
    }

    public override void Save(ref StateWriter writer) => writer.Write(_n);

    public override void Restore(ref StateReader reader) => _n = reader.ReadInt64();
}
