// Express 5 with ws 8: orders by polls, long polls, an event stream and a WebSocket; and jobs with a status.
'use strict';
const express = require('express');
const http = require('http');
const { WebSocketServer } = require('ws');
const { publish, newest, log, listen } = require('./state.js');

const app = express();
app.use(express.json());
const server = http.createServer(app);
const sockets = new WebSocketServer({ server, path: '/ws' });
const listeners = new Set(); // of {feed, tell}

app.get('/log', (request, response) => response.json(log));

app.get('/orders/:feed/position', (request, response) => response.json(newest(request.params.feed)));

app.post('/orders/:feed/position', (request, response) => {
  const feed = request.params.feed;
  const update = publish(feed, request.body.stamp);
  for (const listener of [...listeners]) {
    if (listener.feed === feed) {
      listener.tell(update);
    }
  }
  response.status(201).json({ seq: update.seq });
});

// Held until there is something newer, at most so many seconds.
app.get('/orders/:feed', (request, response) => {
  const feed = request.params.feed;
  if (!(Number(request.query.after) >= newest(feed).seq)) {
    return response.json(newest(feed));
  }
  const done = (update) => {
    listeners.delete(listener);
    clearTimeout(limit);
    return update ? response.json(update) : response.status(204).end();
  };
  const listener = { feed, tell: done };
  const limit = setTimeout(done, 1000 * Number(request.query.wait ?? 30));
  listeners.add(listener);
  response.on('close', () => listeners.delete(listener));
});

app.get('/orders/:feed/events', (request, response) => {
  const feed = request.params.feed;
  response.set('Content-Type', 'text/event-stream').set('Cache-Control', 'no-store').flushHeaders();
  const tell = (update) => response.write(`id: ${update.seq}\nevent: position\ndata: ${JSON.stringify(update)}\n\n`);
  response.write('event: hello\ndata: {"by":"express"}\n\n');
  tell(newest(feed));
  const listener = { feed, tell };
  listeners.add(listener);
  response.on('close', () => listeners.delete(listener));
});

sockets.on('connection', (socket) => {
  let listener;
  const ping = setInterval(() => socket.send('2'), 200); // answered by 3
  socket.on('message', (data) => {
    if (String(data) === '3') {
      return;
    }
    const message = JSON.parse(data);
    if (message.type === 'subscribe') {
      const tell = (update) => socket.send(JSON.stringify({ type: 'position', data: update }));
      listener = { feed: message.order, tell };
      listeners.add(listener);
      socket.send(JSON.stringify({ type: 'subscribed', id: 's-' + message.order }));
      tell(newest(message.order));
    }
  });
  socket.on('close', () => {
    clearInterval(ping);
    listeners.delete(listener);
  });
});

// A job begins when it is first asked for, is done after a hundred steps, and says by 202 that it goes on.
const STEP_MILLIS = 100;

app.get('/jobs/:id', (request, response) => {
  const { id } = request.params;
  const { seq, updatedAt } = newest(id);
  if (seq === 1) {
    const steps = setInterval(() => publish(id, 0).seq >= 100 && clearInterval(steps), STEP_MILLIS);
  }
  const done = seq >= 100;
  response.status(done ? 200 : 202).json({
    job: { id, status: done ? 'done' : 'running', progress: seq, updated_at: new Date(updatedAt).toISOString() },
  });
});

listen(server);
